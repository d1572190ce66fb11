/**
 * Chat templates: the Jinja interpreter, renderings with the origin of every character, built-in
 * templates. Imports {@code chat}.
 *
 * <p>A {@link org.sftworkbench.template.ChatTemplate} is source that was parsed ({@link
 * org.sftworkbench.template.syntax}); rendering runs it ({@link org.sftworkbench.template.runtime})
 * over values that remember who wrote each of their characters ({@link
 * org.sftworkbench.template.value}). A {@link org.sftworkbench.template.Rendering} is the text with
 * its {@link org.sftworkbench.template.Span}s, each of one {@link
 * org.sftworkbench.template.Origin}.
 */
package org.sftworkbench.template;
