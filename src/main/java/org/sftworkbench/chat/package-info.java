/** Messages and conversations: records, no behaviour. Imports nothing of ours. */
package org.sftworkbench.chat;
