<?php
// SPDX-License-Identifier: GPL-3.0-or-later
// Installs the test blog: setup.php [--move] SITE KEYFILE. Called by tests/wordpress/start.

$move = '--move' === $argv[1];
if ( $move ) {
	array_shift( $argv );
}
list( , $site, $key_file ) = $argv;
$address = getenv( 'FLYLEAF_TEST_ADDRESS' );

function write_address( $key_file, $address ) {
	$lines = file( $key_file );
	foreach ( $lines as &$line ) {
		if ( 0 === strpos( $line, 'address=' ) ) {
			$line = "address=$address\n";
		}
	}
	file_put_contents( $key_file, $lines );
}

if ( $move ) {
	// WP_HOME and WP_SITEURL come from the environment: only the key file names the port.
	write_address( $key_file, $address );
	exit( 0 );
}

$database = new mysqli( 'localhost', 'root', '', '', 0, getenv( 'FLYLEAF_TEST_SOCKET' ) );
$database->query( 'CREATE DATABASE wordpress CHARACTER SET utf8mb4' );
$database->close();

$_SERVER['HTTP_HOST']      = parse_url( $address, PHP_URL_HOST ) . ':' . parse_url( $address, PHP_URL_PORT );
$_SERVER['REQUEST_METHOD'] = 'GET';
$_SERVER['REQUEST_URI']    = '/';
define( 'WP_INSTALLING', true );
require $site . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';

// No letter to an administrator: there is no mail here, and sending would cost seconds.
function wp_new_blog_notification( $title, $url, $user, $password ) {
}

$login = 'long page password ' . bin2hex( random_bytes( 6 ) );
wp_install( 'Test & Blog', 'admin', 'admin@example.org', true, '', $login );
switch_theme( 'flyleaf-test' );
update_option( 'timezone_string', 'Europe/Berlin' );

if ( 'plain' !== getenv( 'FLYLEAF_TEST_PERMALINKS' ) ) {
	global $wp_rewrite;
	$wp_rewrite->set_permalink_structure( '/%year%/%monthnum%/%postname%/' );
	$wp_rewrite->flush_rules( false );
}

$names = array(
	'admin'       => 'administrator',
	'editor'      => 'editor',
	'author'      => 'author',
	'contributor' => 'contributor',
	'subscriber'  => 'subscriber',
);
$text = "[blog]\naddress=$address\nversion=" . get_bloginfo( 'version' ) . "\n";
foreach ( $names as $name => $role ) {
	$user = get_user_by( 'login', $name );
	$id   = $user ? $user->ID : wp_insert_user(
		array(
			'user_login'   => $name,
			'user_pass'    => $login,
			'user_email'   => "$name@example.org",
			'display_name' => ucfirst( $name ),
			'role'         => $role,
		)
	);
	list( $password ) = WP_Application_Passwords::create_new_application_password( $id, array( 'name' => 'Flyleaf test' ) );
	$text .= "[$name]\nuser=$name\npassword=" . WP_Application_Passwords::chunk_password( $password ) . "\nlogin=$login\n";
}
file_put_contents( $key_file, $text );
