package org.sftworkbench.model.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts a survey into a sentence or two: what is used, and what is there and unused and why. */
final class DeviceSentence {
    private DeviceSentence() {}

    static String of(DeviceSurvey survey) {
        List<String> sentences = new ArrayList<>();
        Optional<GpuReport> best = survey.best();
        sentences.add(
                best.map(report -> "GPU " + report.gpu().words() + " (" + report.device() + ").")
                        .orElse(survey.processor().words() + "."));
        List<GpuReport> unusable =
                survey.gpus().stream().filter(report -> !report.isUsable()).toList();
        if (!unusable.isEmpty()) {
            sentences.add(unused(unusable, best.isPresent()));
        } else if (!survey.obstacles().isEmpty()) {
            Obstacle obstacle = survey.obstacles().get(0);
            sentences.add("No GPU can be used: " + obstacle.reason() + ". " + obstacle.remedy());
        } else if (best.isEmpty() && survey.notes().isEmpty()) {
            sentences.add("No NVIDIA GPU was found.");
        }
        sentences.addAll(survey.notes());
        return String.join(" ", sentences);
    }

    private static String unused(List<GpuReport> gpus, boolean another) {
        GpuReport first = gpus.get(0);
        Obstacle obstacle = first.obstacles().get(0);
        String which =
                gpus.size() == 1
                        ? (another ? "Another GPU" : "A GPU")
                                + " is there ("
                                + first.gpu().words()
                                + ")"
                        : gpus.size()
                                + (another ? " other" : "")
                                + " GPUs are there (the first: "
                                + first.gpu().words()
                                + ")";
        return which + " but unused: " + obstacle.reason() + ". " + obstacle.remedy();
    }
}
