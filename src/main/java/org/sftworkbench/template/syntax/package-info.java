/**
 * Jinja source to a tree: lexer, parser, and the closed set of nodes. Imports the values that
 * literals hold.
 */
package org.sftworkbench.template.syntax;
