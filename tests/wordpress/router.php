<?php
// SPDX-License-Identifier: GPL-3.0-or-later
// For php -S: files as they are, everything else to WordPress, as a web server's rewrite rules would.

$root = $_SERVER['DOCUMENT_ROOT'];
$path = rawurldecode( parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH ) );

// Applications' passwords come in Authorization, and PHP's own server fills these in; a host that strips
// the header is tried with this switch.
if ( getenv( 'FLYLEAF_TEST_STRIP_AUTHORIZATION' ) ) {
	unset( $_SERVER['HTTP_AUTHORIZATION'], $_SERVER['PHP_AUTH_USER'], $_SERVER['PHP_AUTH_PW'] );
}
if ( false === strpos( $path, '..' ) && is_dir( $root . $path ) && is_file( rtrim( $root . $path, '/' ) . '/index.php' ) && '/' !== $path ) {
	if ( '/' !== substr( $path, -1 ) ) {
		header( 'Location: ' . $path . '/', true, 301 );
		return true;
	}
	return false;
}
if ( false === strpos( $path, '..' ) && is_file( $root . $path ) ) {
	return false;
}
$_SERVER['SCRIPT_NAME'] = '/index.php';
$_SERVER['PHP_SELF']    = '/index.php';
chdir( $root );
require $root . '/index.php';
