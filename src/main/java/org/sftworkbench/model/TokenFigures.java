package org.sftworkbench.model;

/**
 * What the forward pass says of P tokens that are predicted.
 *
 * @param targets shape [P]: their ids
 * @param nll shape [P]: negative log-likelihood of each (nats)
 * @param entropy shape [P]: of the distribution each is predicted from (nats)
 * @param likeliest shape [P]: whether it is the likeliest token there
 */
public record TokenFigures(int[] targets, float[] nll, float[] entropy, boolean[] likeliest) {
    /**
     * @param flat shape [3, P] flat: NLL, entropy, and 1 where the token is the likeliest
     */
    static TokenFigures of(int[] targets, float[] flat) {
        int count = targets.length;
        float[] nll = new float[count];
        float[] entropy = new float[count];
        boolean[] likeliest = new boolean[count];
        for (int i = 0; i < count; i++) {
            nll[i] = flat[i];
            entropy[i] = flat[count + i];
            likeliest[i] = flat[2 * count + i] != 0;
        }
        return new TokenFigures(targets, nll, entropy, likeliest);
    }

    /** P. */
    public int count() {
        return targets.length;
    }

    /** Sum of the NLL, in nats. */
    public double sumOfNll() {
        double sum = 0;
        for (float value : nll) {
            sum += value;
        }
        return sum;
    }
}
