package org.sftworkbench.engine;

import ai.djl.Device;
import org.sftworkbench.model.ModelException;

/** Turns the name of a device into the device. */
final class DeviceWish {
    private DeviceWish() {}

    /**
     * @throws ModelException where there is no such device
     */
    static Device resolve(String wish) {
        if (wish.equals(ModelSettings.AUTO) || wish.equals("cpu")) {
            return Device.cpu();
        }
        throw new ModelException(
                "device \"" + wish + "\" is not supported here; choose auto or cpu");
    }
}
