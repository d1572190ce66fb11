package org.sftworkbench.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Assembles a TorchScript archive in memory from the text of one class, so that the kernels stay a
 * readable resource and no Python is needed to build them.
 *
 * <p>The layout is that of {@code torch.jit.save}: a zip of stored entries under one top folder.
 * {@code data.pkl} is the pickled module; {@code constants.pkl} an empty tuple; {@code version}
 * says which of its functions' signatures the code means.
 */
final class TorchScriptArchive {
    private static final String TOP = "k/";

    private TorchScriptArchive() {}

    /**
     * @param code source of a class {@code Kernels(Module)} without parameters or buffers
     * @param attributes values of the attributes the class declares
     * @return the archive's bytes
     */
    static byte[] of(String code, Map<String, Object> attributes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            store(zip, "data.pkl", PickledModule.of("Kernels", attributes));
            store(zip, "code/__torch__.py", code.getBytes(StandardCharsets.UTF_8));
            store(zip, "constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
            store(zip, "version", "10\n".getBytes(StandardCharsets.US_ASCII));
            store(zip, "byteorder", "little".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(TOP + name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCompressedSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
