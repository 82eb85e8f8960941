<?php
// SPDX-License-Identifier: GPL-3.0-or-later
// Of the test blog: everything by environment, so that one copy of WordPress fits any instance.

define( 'DB_NAME', 'wordpress' );
define( 'DB_USER', 'root' );
define( 'DB_PASSWORD', '' );
define( 'DB_HOST', 'localhost:' . getenv( 'FLYLEAF_TEST_SOCKET' ) );
define( 'DB_CHARSET', 'utf8mb4' );
define( 'DB_COLLATE', '' );

foreach ( array( 'AUTH_KEY', 'SECURE_AUTH_KEY', 'LOGGED_IN_KEY', 'NONCE_KEY', 'AUTH_SALT', 'SECURE_AUTH_SALT', 'LOGGED_IN_SALT', 'NONCE_SALT' ) as $key ) {
	define( $key, hash( 'sha256', $key . getenv( 'FLYLEAF_TEST_SOCKET' ) ) );
}

define( 'WP_HOME', rtrim( getenv( 'FLYLEAF_TEST_ADDRESS' ), '/' ) );
define( 'WP_SITEURL', WP_HOME );
// Application passwords over plain http are for sites of this type only.
define( 'WP_ENVIRONMENT_TYPE', 'local' );
define( 'WP_HTTP_BLOCK_EXTERNAL', true );
define( 'AUTOMATIC_UPDATER_DISABLED', true );
define( 'DISABLE_WP_CRON', true );
define( 'WP_DEFAULT_THEME', 'flyleaf-test' );
define( 'WP_DEBUG', false );

$table_prefix = 'wp_';

if ( ! defined( 'ABSPATH' ) ) {
	define( 'ABSPATH', __DIR__ . '/' );
}
require_once ABSPATH . 'wp-settings.php';
