package org.sftworkbench.ui.train;

import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/** Where the last finished run was saved, and who takes it from there. FX thread only. */
public final class FinishedCheckpoint {
    private final ReadOnlyObjectWrapper<Path> directory =
            new ReadOnlyObjectWrapper<>(this, "directory");
    private final ReadOnlyBooleanWrapper adapter = new ReadOnlyBooleanWrapper(this, "adapter");
    private final ObjectProperty<Consumer<Path>> onOpenInChat =
            new SimpleObjectProperty<>(this, "onOpenInChat");
    private final ObjectProperty<Consumer<Path>> onMerge =
            new SimpleObjectProperty<>(this, "onMerge");

    /** Remembers a checkpoint in place of the one before. */
    void remember(Path saved, boolean isAdapter) {
        adapter.set(isAdapter);
        directory.set(saved);
    }

    /** It is there no more. */
    void forget() {
        adapter.set(false);
        directory.set(null);
    }

    /** Hands the checkpoint to the chat. */
    public void openInChat() {
        if (onOpenInChat.get() != null && directory.get() != null) {
            onOpenInChat.get().accept(directory.get());
        }
    }

    /** Hands a past run's checkpoint to the chat. */
    void openInChat(Path checkpoint) {
        if (onOpenInChat.get() != null) {
            onOpenInChat.get().accept(checkpoint);
        }
    }

    /** Hands the checkpoint, an adapter, to be merged. */
    public void merge() {
        if (onMerge.get() != null && adapter.get()) {
            onMerge.get().accept(directory.get());
        }
    }

    /** Its directory; null for none. */
    public ReadOnlyObjectProperty<Path> directoryProperty() {
        return directory.getReadOnlyProperty();
    }

    /** Whether it is an adapter. */
    public ReadOnlyBooleanProperty adapterProperty() {
        return adapter.getReadOnlyProperty();
    }

    /** Called with a checkpoint that the user wants to chat with. */
    public ObjectProperty<Consumer<Path>> onOpenInChatProperty() {
        return onOpenInChat;
    }

    /** Called with an adapter that the user wants to merge into its base model. */
    public ObjectProperty<Consumer<Path>> onMergeProperty() {
        return onMerge;
    }
}
