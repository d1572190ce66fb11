package org.sftworkbench.ui.app;

import org.sftworkbench.ui.chat.ChatViewModel;
import org.sftworkbench.ui.labels.LabelsViewModel;
import org.sftworkbench.ui.template.TemplateViewModel;
import org.sftworkbench.ui.train.TrainViewModel;

/** The panes that are set up together: by lessons, and with what is open. */
record StagePanes(
        TemplateViewModel template,
        LabelsViewModel labels,
        TrainViewModel train,
        ChatViewModel chat) {}
