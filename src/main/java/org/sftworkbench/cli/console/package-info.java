/** What commands write to: text, JSON lines, progress and tokens. Imports {@code data} only. */
package org.sftworkbench.cli.console;
