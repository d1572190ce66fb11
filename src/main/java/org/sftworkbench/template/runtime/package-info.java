/**
 * Runs parsed templates: statements, expressions, filters, tests and global functions. Imports the
 * syntax tree and the values.
 */
package org.sftworkbench.template.runtime;
