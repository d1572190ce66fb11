package org.sftworkbench.model.device;

/** A device that cannot be had; the message says why and what to do, in the user's words. */
public final class DeviceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DeviceException(String message) {
        super(message);
    }

    public DeviceException(String message, Throwable cause) {
        super(message, cause);
    }
}
