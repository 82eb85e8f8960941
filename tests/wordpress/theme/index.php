<?php
// SPDX-License-Identifier: GPL-3.0-or-later
?><!DOCTYPE html>
<html <?php language_attributes(); ?>>
<head>
<meta charset="utf-8">
<?php wp_head(); ?>
</head>
<body <?php body_class(); ?>>
<main>
<?php
while ( have_posts() ) {
	the_post();
	?>
<article id="post-<?php the_ID(); ?>" <?php post_class(); ?>>
<h1 class="entry-title"><a href="<?php the_permalink(); ?>"><?php the_title(); ?></a></h1>
<div class="entry-thumbnail"><?php the_post_thumbnail( 'large' ); ?></div>
<div class="entry-content">
	<?php the_content(); ?>
</div>
<footer>
<span class="entry-categories"><?php the_category( ', ' ); ?></span>
<span class="entry-tags"><?php the_tags( '', ', ' ); ?></span>
</footer>
</article>
	<?php
}
?>
</main>
<?php wp_footer(); ?>
</body>
</html>
