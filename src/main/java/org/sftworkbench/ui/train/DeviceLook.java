package org.sftworkbench.ui.train;

import java.util.OptionalLong;
import org.sftworkbench.engine.process.EngineEnvironment;
import org.sftworkbench.model.device.ComputeDevice;
import org.sftworkbench.model.device.DeviceException;
import org.sftworkbench.model.device.DeviceSurvey;

/**
 * Looks at this machine's devices as the process that computes finds them; once, as other programs
 * are asked. Any thread but FX.
 */
public final class DeviceLook implements DeviceNews.Source {
    private DeviceSurvey survey;

    @Override
    public synchronized DeviceNews of(String wish) {
        if (survey == null) {
            survey = DeviceSurvey.take(EngineEnvironment.ofThisMachine());
        }
        try {
            ComputeDevice device = ComputeDevice.choose(wish, survey);
            return new DeviceNews(survey.sentence(), device.isGpu(), device.freeBytes());
        } catch (DeviceException e) {
            // A run says the same when it is started; until then it is worth knowing.
            return new DeviceNews(e.getMessage(), false, OptionalLong.empty());
        }
    }
}
