/**
 * Rows of a dataset, the examples they become, and batches of those: primitive arrays only. Imports
 * {@code chat}, {@code job}, {@code disk}, {@code template}, {@code tokenizer}.
 *
 * <p>In the order of the notes:
 *
 * <ol>
 *   <li>A row: {@link org.sftworkbench.data.DatasetReader} reads a file, of whatever format ({@link
 *       org.sftworkbench.data.file}), into {@link org.sftworkbench.data.DataRow}s; {@link
 *       org.sftworkbench.data.RowParser} tells what a row says by its columns.
 *   <li>Its tokens and mask: {@link org.sftworkbench.data.ExampleEncoder}, with the notes' own
 *       template in {@link org.sftworkbench.data.RoleMarksEncoder} and a model's Jinja template in
 *       {@link org.sftworkbench.data.JinjaEncoder}. What counts toward the loss is found in {@link
 *       org.sftworkbench.data.mask}, and what was painted by hand is laid over it by {@link
 *       org.sftworkbench.data.MaskOverrides}. The result is a {@link
 *       org.sftworkbench.data.LabelledExample}.
 *   <li>A batch: {@link org.sftworkbench.data.RightPaddingCollator} pads and shifts the labels;
 *       {@link org.sftworkbench.data.JoinedRows} lays rows end to end instead, and {@link
 *       org.sftworkbench.data.AttentionBlocks} shows who sees whom then.
 * </ol>
 */
package org.sftworkbench.data;
