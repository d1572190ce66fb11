package org.sftworkbench.engine;

import ai.djl.Device;
import org.sftworkbench.model.device.ComputeDevice;
import org.sftworkbench.model.device.DeviceSurvey;

/** Finds the devices that commands ask for; looks at the machine once. Engine thread only. */
final class DeviceChoice {
    private DeviceSurvey survey;

    /**
     * @param wish {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:N}
     * @throws org.sftworkbench.model.device.DeviceException where it cannot be had
     */
    Device of(String wish) {
        if (survey == null) {
            survey = DeviceSurvey.take();
        }
        return ComputeDevice.choose(wish, survey).device();
    }
}
