package org.sftworkbench.model;

import ai.djl.Device;
import java.util.List;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.sftworkbench.model.device.ComputeDevice;
import org.sftworkbench.model.device.DeviceSurvey;

/**
 * The devices that tests compute on: the CPU, and a GPU where one can be used. libtorch is started
 * once in a process, so that its libraries for CUDA must be asked for before the first test.
 */
public final class DevicesHere implements LauncherSessionListener {
    @Override
    public void launcherSessionOpened(LauncherSession session) {
        ComputeDevice.choose("auto", DeviceSurvey.take());
    }

    static List<Device> all() {
        return DeviceSurvey.take()
                .best()
                .map(gpu -> List.of(Device.cpu(), Device.gpu(gpu.number().orElseThrow())))
                .orElse(List.of(Device.cpu()));
    }
}
