package org.sftworkbench.natives;

/**
 * An archive that holds libraries: a Python wheel, which is a zip file.
 *
 * @param name for the user, such as {@code cuDNN}
 * @param server that has it
 * @param path there, percent-encoded, with a slash at the beginning
 * @param size bytes
 * @param sha256 of its bytes, 64 lower-case hexadecimal digits
 */
public record LibraryArchive(String name, Server server, String path, long size, String sha256) {
    /** The servers that archives are on. */
    public enum Server {
        /** PyTorch's own. */
        PYTORCH,
        /** The Python Package Index, where NVIDIA puts its libraries. */
        PYPI
    }

    public LibraryArchive {
        if (size <= 0 || !sha256.matches("[0-9a-f]{64}") || !path.startsWith("/")) {
            throw new IllegalArgumentException(name + ": not an archive that can be checked");
        }
    }

    /** Its file name on this machine. */
    String fileName() {
        return sha256 + ".whl";
    }
}
