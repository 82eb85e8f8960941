<?php
// SPDX-License-Identifier: GPL-3.0-or-later
// For php -S: files as they are, everything else to WordPress, as a web server's rewrite rules would.

$root = $_SERVER['DOCUMENT_ROOT'];
$path = rawurldecode( parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH ) );

// Some hosts drop this header. Whether ours does, a test says by a file beside the site.
if ( is_file( dirname( $root ) . '/drop-authorization' ) ) {
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
