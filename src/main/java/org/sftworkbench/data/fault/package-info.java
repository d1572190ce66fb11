/** What can be wrong with data, in the user's words. Imports {@code tokenizer}. */
package org.sftworkbench.data.fault;
