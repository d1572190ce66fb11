package org.sftworkbench.train;

/**
 * What the rows held out of a run scored, as transformers 5.18 and TRL 1.13 log it.
 *
 * @param step optimizer steps taken before; 0 for the model as it was
 * @param epoch epochs completed, as a fraction
 * @param loss {@code eval_loss}: the batches' mean NLL (nats), each weighed by its rows
 * @param tokenLoss mean NLL over every supervised token of the split (nats): the same whatever the
 *     batches are
 * @param meanTokenAccuracy {@code eval_mean_token_accuracy}: the batches' mean share of supervised
 *     tokens that are the likeliest ones
 * @param entropy {@code eval_entropy}: the batches' mean entropy where they are predicted (nats)
 * @param stopProbability mean probability of the token that ends a turn, where such a token is
 *     supervised; NaN where none is
 * @param rows rows that were scored
 * @param supervisedTokens tokens that counted
 * @param numTokens {@code eval_num_tokens}: real tokens trained on since the run started
 * @param seconds it took
 */
public record Evaluation(
        int step,
        double epoch,
        double loss,
        double tokenLoss,
        double meanTokenAccuracy,
        double entropy,
        double stopProbability,
        int rows,
        long supervisedTokens,
        long numTokens,
        double seconds) {}
