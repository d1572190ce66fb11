/**
 * What this program is, what it runs on and where its things are, for whoever reports a fault. May
 * import {@code disk}, {@code job}, {@code log}, {@code hub}, {@code starter} and {@code
 * model.device}.
 */
package org.sftworkbench.about;
