package org.sftworkbench.ui.train;

import static org.sftworkbench.ui.common.words.Words.key;

import java.util.List;
import org.sftworkbench.train.RunRanges;
import org.sftworkbench.train.TrainingConfig;
import org.sftworkbench.ui.common.FormField;
import org.sftworkbench.ui.common.words.Words;

/** AdamW's numbers as the user types them. FX thread only. */
public final class OptimizerForm {
    private final FormField<Double> learningRate;
    private final FormField<Double> beta1;
    private final FormField<Double> beta2;
    private final FormField<Double> epsilon;
    private final FormField<Double> weightDecay;
    private final FormField<Double> maxGradNorm;

    OptimizerForm(Words words) {
        learningRate = FormField.number(words, key("Learning rate"), RunRanges.LEARNING_RATE);
        beta1 = FormField.number(words, key("Beta 1"), RunRanges.BETA);
        beta2 = FormField.number(words, key("Beta 2"), RunRanges.BETA);
        epsilon = FormField.number(words, key("Epsilon"), RunRanges.EPSILON);
        weightDecay = FormField.number(words, key("Weight decay"), RunRanges.WEIGHT_DECAY);
        maxGradNorm = FormField.number(words, key("Gradient clipping"), RunRanges.GRADIENT_NORM);
    }

    void write(TrainingConfig.Optimizer numbers, TrainingForm.Writing write) {
        write.into(learningRate, numbers.learningRate());
        write.into(beta1, numbers.beta1());
        write.into(beta2, numbers.beta2());
        write.into(epsilon, numbers.epsilon());
        write.into(weightDecay, numbers.weightDecay());
        write.into(maxGradNorm, numbers.maxGradNorm());
    }

    /** To be called where no field has a problem. */
    TrainingConfig.Optimizer config() {
        return new TrainingConfig.Optimizer(
                learningRate.value().orElseThrow(),
                beta1.value().orElseThrow(),
                beta2.value().orElseThrow(),
                epsilon.value().orElseThrow(),
                weightDecay.value().orElseThrow(),
                maxGradNorm.value().orElseThrow());
    }

    List<FormField<?>> fields() {
        return List.of(learningRate, beta1, beta2, epsilon, weightDecay, maxGradNorm);
    }

    public FormField<Double> learningRate() {
        return learningRate;
    }

    public FormField<Double> beta1() {
        return beta1;
    }

    public FormField<Double> beta2() {
        return beta2;
    }

    public FormField<Double> epsilon() {
        return epsilon;
    }

    public FormField<Double> weightDecay() {
        return weightDecay;
    }

    public FormField<Double> maxGradNorm() {
        return maxGradNorm;
    }
}
