package org.sftworkbench.natives;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where archives are asked for: the makers' own servers, or mirrors that are laid out as they are.
 * A mirror need not be trusted, since every archive is checked against a hash that this program
 * brings along.
 *
 * @param pytorch has {@code /cu128/torch-….whl}
 * @param pypi has {@code /packages/….whl}
 */
public record LibraryServers(URI pytorch, URI pypi) {
    /** The variable that names a mirror of PyTorch's server. */
    public static final String PYTORCH_MIRROR = "SFT_PYTORCH_MIRROR";

    /** The variable that names a mirror of the Python Package Index's files. */
    public static final String PYPI_MIRROR = "SFT_PYPI_MIRROR";

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    /** The makers' own. */
    public static final LibraryServers MAKERS =
            new LibraryServers(
                    URI.create("https://download.pytorch.org/whl"),
                    URI.create("https://files.pythonhosted.org"));

    /**
     * The makers' servers, or the mirrors that variables name.
     *
     * @throws NativesException where a mirror is no address
     */
    public static LibraryServers of(Map<String, String> variables) {
        return MAKERS.or(
                Optional.ofNullable(variables.get(PYTORCH_MIRROR)).filter(t -> !t.isBlank()),
                Optional.ofNullable(variables.get(PYPI_MIRROR)).filter(t -> !t.isBlank()));
    }

    /**
     * The same but for the mirrors that are given.
     *
     * @throws NativesException where one is no address
     */
    public LibraryServers or(Optional<String> pytorchMirror, Optional<String> pypiMirror) {
        return new LibraryServers(
                pytorchMirror.map(LibraryServers::address).orElse(pytorch),
                pypiMirror.map(LibraryServers::address).orElse(pypi));
    }

    private static URI address(String text) {
        try {
            URI address = new URI(text.strip().replaceAll("/+$", ""));
            String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
            boolean safe =
                    scheme.equals("https")
                            || scheme.equals("http")
                                    && THIS_MACHINE.contains(String.valueOf(address.getHost()));
            if (safe && address.getHost() != null && address.getQuery() == null) {
                return address;
            }
        } catch (URISyntaxException e) {
            // Told below, as any other text that is no address.
        }
        throw new NativesException(
                "'"
                        + text.strip()
                        + "' is not the address of a mirror; it begins with https:// and leads to a"
                        + " directory, such as https://mirrors.aliyun.com/pytorch-wheels in place"
                        + " of "
                        + MAKERS.pytorch()
                        + " and https://mirrors.aliyun.com/pypi in place of "
                        + MAKERS.pypi());
    }

    /** Where an archive is. */
    URI address(LibraryArchive archive) {
        URI server =
                switch (archive.server()) {
                    case PYTORCH -> pytorch;
                    case PYPI -> pypi;
                };
        return URI.create(server + archive.path());
    }
}
