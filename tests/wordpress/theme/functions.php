<?php
// SPDX-License-Identifier: GPL-3.0-or-later
add_action(
	'after_setup_theme',
	function () {
		add_theme_support( 'post-thumbnails' );
		add_theme_support( 'title-tag' );
		add_theme_support( 'html5' );
	}
);
