/**
 * Chat templates: the Jinja interpreter, renderings with the origin of every character, built-in
 * templates. Imports {@code chat}.
 */
package org.sftworkbench.template;
