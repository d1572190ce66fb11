/**
 * The learn pane: short lessons, each with an experiment for which it sets the other panes up. The
 * lessons' texts lie in {@code lessons}, a Markdown file for each lesson and language. Imports the
 * core packages, {@code engine} and {@code ui.common}, never another pane: what an experiment needs
 * is asked of a {@link org.sftworkbench.ui.learn.LessonStage}.
 */
package org.sftworkbench.ui.learn;
