/**
 * The program's own log: rotating files in the user's directory that say what happened and where,
 * and nothing of what the user wrote. May import {@code disk} alone.
 */
package org.sftworkbench.log;
