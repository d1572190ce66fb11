package org.sftworkbench.natives;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.sftworkbench.disk.Sha256;
import org.sftworkbench.natives.LibraryArchive.Server;

/** Small archives such as PyTorch's and NVIDIA's. */
public final class Wheels {
    private Wheels() {}

    public static byte[] torch() {
        return wheel(
                "torch/__init__.py",
                "torch/lib/libtorch.so",
                "torch/lib/libtorch_cpu.so",
                "torch/lib/libtorch_cuda.so",
                "torch/lib/libc10.so",
                "torch/lib/libc10_cuda.so",
                "torch/lib/libgomp-a34b3233.so.1",
                "torch/lib/libtorch_python.so",
                "torch/lib/libshm.so",
                "torch/bin/protoc",
                "torch/include/torch/torch.h",
                "torch-2.7.1+cu128.dist-info/LICENSE",
                "torch-2.7.1+cu128.dist-info/METADATA");
    }

    public static byte[] cublas() {
        return wheel(
                "nvidia/__init__.py",
                "nvidia/cublas/lib/libcublas.so.12",
                "nvidia/cublas/lib/libcublasLt.so.12",
                "nvidia/cublas/include/cublas.h",
                "nvidia_cublas_cu12-12.8.3.14.dist-info/License.txt");
    }

    /** An archive of files with random bytes that tell of their name. */
    static byte[] wheel(String... names) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(content(name));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static byte[] content(String name) {
        byte[] content = new byte[200_000];
        new Random(name.hashCode()).nextBytes(content);
        return content;
    }

    public static LibraryArchive archive(String name, Server server, byte[] content) {
        return new LibraryArchive(
                name,
                server,
                "/" + name + ".whl",
                content.length,
                HexFormat.of().formatHex(Sha256.digest().digest(content)));
    }
}
