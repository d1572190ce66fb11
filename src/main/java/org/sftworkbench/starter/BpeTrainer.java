package org.sftworkbench.starter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;

/**
 * Learns a byte-level BPE (Sennrich et al. 2016, on bytes as GPT-2 does) from text.
 *
 * <p>Pieces of text are counted first; then the most frequent pair of neighbours is merged again
 * and again, and only the counts of the pairs that a merge touches are changed. Characters of more
 * than one byte are put together before anything else is learned, so that no token of a frequent
 * character ends in the middle of another. Not thread-safe.
 */
public final class BpeTrainer {
    private final PreTokenizer preTokenizer = new PreTokenizer();
    private final ByteAlphabet alphabet = new ByteAlphabet();
    private final Map<String, Long> pieces = new TreeMap<>();
    private final Map<String, Long> characters = new TreeMap<>();

    /** Counts a text's pieces. */
    public void add(Phrase phrase) {
        for (String part : phrase.pieces()) {
            preTokenizer.split(part, this::count);
        }
    }

    private void count(String piece) {
        pieces.merge(piece, 1L, Long::sum);
        piece.codePoints()
                .filter(c -> c > 0x7f)
                .forEach(c -> characters.merge(Character.toString(c), 1L, Long::sum));
    }

    /**
     * Learns merges until the vocabulary has {@code size} entries or no pair occurs {@code
     * minimumCount} times.
     *
     * @param size entries, the 256 bytes included
     */
    public BpeVocabulary train(int size, long minimumCount) {
        List<String> tokens = new ArrayList<>(alphabet.inOrder());
        List<BpeVocabulary.Merge> merges = new ArrayList<>();
        Map<String, Integer> ids = new HashMap<>();
        for (String token : tokens) {
            ids.put(token, ids.size());
        }
        new Run(tokens, merges, ids, characters).learn(size, 1);
        new Run(tokens, merges, ids, pieces).learn(size, minimumCount);
        return new BpeVocabulary(tokens, merges);
    }

    /** One pass of learning over counted pieces, which go on from the merges there are. */
    private final class Run {
        private final List<String> tokens;
        private final List<BpeVocabulary.Merge> merges;
        private final Map<String, Integer> ids;
        private final List<int[]> words = new ArrayList<>();
        private final List<Long> counts = new ArrayList<>();
        private final Map<Pair, Long> pairCounts = new HashMap<>();
        private final Map<Pair, Set<Integer>> pairWords = new HashMap<>();
        private final PriorityQueue<Candidate> queue = new PriorityQueue<>();

        Run(
                List<String> tokens,
                List<BpeVocabulary.Merge> merges,
                Map<String, Integer> ids,
                Map<String, Long> counted) {
            this.tokens = tokens;
            this.merges = merges;
            this.ids = ids;
            counted.forEach(
                    (piece, count) -> {
                        words.add(start(piece));
                        counts.add(count);
                    });
        }

        private int[] start(String piece) {
            int[] word =
                    alphabet.encode(piece)
                            .chars()
                            .map(c -> ids.get(Character.toString(c)))
                            .toArray();
            for (int m = 0; m < merges.size() && word.length > 1; m++) {
                BpeVocabulary.Merge merge = merges.get(m);
                word =
                        replaced(
                                word,
                                ids.get(merge.left()),
                                ids.get(merge.right()),
                                ids.get(merge.merged()));
            }
            return word;
        }

        void learn(int size, long minimumCount) {
            for (int w = 0; w < words.size(); w++) {
                addPairs(w, 1);
            }
            pairCounts.forEach((pair, count) -> queue.add(new Candidate(pair, count)));
            while (tokens.size() < size && !queue.isEmpty()) {
                Candidate best = queue.poll();
                long count = pairCounts.getOrDefault(best.pair, 0L);
                if (count != best.count) {
                    continue; // a newer candidate with the right count is in the queue
                }
                if (count < minimumCount) {
                    return;
                }
                merge(best.pair);
            }
        }

        private void merge(Pair pair) {
            BpeVocabulary.Merge merge =
                    new BpeVocabulary.Merge(tokens.get(pair.left), tokens.get(pair.right));
            Integer known = ids.get(merge.merged());
            int id = known == null ? tokens.size() : known;
            if (known == null) {
                tokens.add(merge.merged());
                ids.put(merge.merged(), id);
            }
            merges.add(merge);
            Set<Pair> touched = new HashSet<>();
            for (int w : List.copyOf(pairWords.get(pair))) {
                touched.addAll(addPairs(w, -1));
                words.set(w, replaced(words.get(w), pair.left, pair.right, id));
                touched.addAll(addPairs(w, 1));
            }
            pairCounts.remove(pair);
            pairWords.remove(pair);
            touched.remove(pair);
            for (Pair other : touched) {
                long count = pairCounts.getOrDefault(other, 0L);
                if (count > 0) {
                    queue.add(new Candidate(other, count));
                }
            }
        }

        private List<Pair> addPairs(int w, int sign) {
            int[] word = words.get(w);
            List<Pair> pairs = new ArrayList<>();
            for (int i = 0; i + 1 < word.length; i++) {
                Pair pair = new Pair(word[i], word[i + 1]);
                pairs.add(pair);
                pairCounts.merge(pair, sign * counts.get(w), Long::sum);
                Set<Integer> where = pairWords.computeIfAbsent(pair, p -> new HashSet<>());
                if (sign > 0) {
                    where.add(w);
                } else {
                    where.remove(w);
                }
            }
            return pairs;
        }
    }

    private static int[] replaced(int[] word, int left, int right, int merged) {
        int[] result = new int[word.length];
        int length = 0;
        for (int i = 0; i < word.length; i++) {
            if (i + 1 < word.length && word[i] == left && word[i + 1] == right) {
                result[length++] = merged;
                i++;
            } else {
                result[length++] = word[i];
            }
        }
        return java.util.Arrays.copyOf(result, length);
    }

    private record Pair(int left, int right) {}

    /**
     * A pair as it stood when it was counted; frequent ones first, then the ones with lower ids.
     */
    private record Candidate(Pair pair, long count) implements Comparable<Candidate> {
        @Override
        public int compareTo(Candidate other) {
            int order = Long.compare(other.count, count);
            if (order == 0) {
                order = Integer.compare(pair.left, other.pair.left);
            }
            return order == 0 ? Integer.compare(pair.right, other.pair.right) : order;
        }
    }
}
