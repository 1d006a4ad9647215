/** The block in the editor: search the newsroom's stories, choose one, see it as readers will. */
( function ( wp ) {
	const { createElement: el, Fragment, useEffect, useState } = wp.element;
	const { __, _n, sprintf } = wp.i18n;
	const { BlockControls, InspectorControls, useBlockProps } = wp.blockEditor;
	const { Button, Notice, PanelBody, Placeholder, SelectControl, Spinner, TextControl, ToolbarButton, ToolbarGroup } =
		wp.components;
	const PAUSE = 300; // milliseconds after the last letter

	function Search( { choose } ) {
		const [ words, setWords ] = useState( '' );
		const [ found, setFound ] = useState( null );
		const [ fault, setFault ] = useState( '' );

		useEffect( () => {
			const asked = new AbortController();
			const timer = setTimeout( () => {
				wp.apiFetch( {
					path: wp.url.addQueryArgs( '/event-timeline/v1/stories', { search: words } ),
					signal: asked.signal,
				} ).then(
					( stories ) => {
						setFault( '' );
						setFound( stories );
						/* translators: %d: how many stories a search has found */
						const count = _n( '%d story was found.', '%d stories were found.', stories.length, 'event-timeline' );
						wp.a11y.speak( sprintf( count, stories.length ) );
					},
					( error ) => {
						if ( error.name !== 'AbortError' ) {
							setFound( [] );
							setFault( error.message );
						}
					}
				);
			}, words ? PAUSE : 0 );
			return () => {
				clearTimeout( timer );
				asked.abort();
			};
		}, [ words ] );

		return el(
			Placeholder,
			{
				icon: 'list-view',
				label: __( 'Event timeline', 'event-timeline' ),
				instructions: __( 'Search the stories of your newsroom.', 'event-timeline' ),
			},
			el( TextControl, {
				label: __( 'Words of the title', 'event-timeline' ),
				type: 'search',
				value: words,
				onChange: setWords,
			} ),
			fault && el( Notice, { status: 'error', isDismissible: false }, fault ),
			! found && el( Spinner ),
			found && ! found.length && ! fault && el( 'p', {}, __( 'No story was found.', 'event-timeline' ) ),
			found &&
				el(
					'ul',
					{ className: 'event-timeline-found', style: { listStyle: 'none', margin: 0, padding: 0, width: '100%' } },
					found.map( ( story ) =>
						el( 'li', { key: story.id }, el( Button, { variant: 'link', onClick: () => choose( story ) }, named( story ) ) )
					)
				)
		);
	}

	function named( { title, events, state } ) {
		const name = title || __( '(without a title)', 'event-timeline' );
		/* translators: %d: how many events a timeline has */
		const count = sprintf( _n( '%d event', '%d events', events, 'event-timeline' ), events );
		const draft = state === 'published' ? [] : [ __( 'draft: readers do not see it yet', 'event-timeline' ) ];
		return [ name, count, ...draft ].join( ' · ' );
	}

	function Edit( { attributes, setAttributes } ) {
		const { timeline, layout, order } = attributes;
		const props = useBlockProps();
		if ( ! timeline ) {
			const choose = ( { id, title, link } ) => setAttributes( { timeline: id, title: title || '', link } );
			return el( 'div', props, el( Search, { choose } ) );
		}
		return el(
			Fragment,
			{},
			el(
				BlockControls,
				{},
				el(
					ToolbarGroup,
					{},
					el(
						ToolbarButton,
						{ onClick: () => setAttributes( { timeline: undefined, title: '', link: '' } ) },
						__( 'Replace', 'event-timeline' )
					)
				)
			),
			el(
				InspectorControls,
				{},
				el(
					PanelBody,
					{ title: __( 'Looks', 'event-timeline' ) },
					el( SelectControl, {
						label: __( 'Layout', 'event-timeline' ),
						value: layout,
						options: [
							{ value: '', label: __( 'Vertical', 'event-timeline' ) },
							{ value: 'compact', label: __( 'Compact', 'event-timeline' ) },
							{ value: 'horizontal', label: __( 'Horizontal', 'event-timeline' ) },
						],
						onChange: ( value ) => setAttributes( { layout: value } ),
					} ),
					el( SelectControl, {
						label: __( 'Order', 'event-timeline' ),
						value: order,
						options: [
							{ value: '', label: __( 'Earliest first', 'event-timeline' ) },
							{ value: 'desc', label: __( 'Latest first', 'event-timeline' ) },
						],
						onChange: ( value ) => setAttributes( { order: value } ),
					} )
				)
			),
			el( 'div', props, el( wp.serverSideRender, { block: 'event-timeline/story', attributes } ) )
		);
	}

	/** What stays in the post for the day when this plug-in is gone: a link. The block itself is written by the server. */
	function save( { attributes: { link, title } } ) {
		return link ? el( 'p', useBlockProps.save(), el( 'a', { href: link }, title || link ) ) : null;
	}

	wp.blocks.registerBlockType( 'event-timeline/story', { edit: Edit, save } );
} )( window.wp );
