<?php
/**
 * What editor.js needs of WordPress.
 *
 * @package EventTimeline
 */

return array(
	'dependencies' => array( 'wp-a11y', 'wp-api-fetch', 'wp-block-editor', 'wp-blocks', 'wp-components', 'wp-element', 'wp-i18n', 'wp-server-side-render', 'wp-url' ),
	'version'      => '0.1.0',
);
