/** The dialog that says what the program is, what it runs on and where its things are. */
package org.sftworkbench.ui.about;
