import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * Draws the program's icon into {@code assets/icon}: a row of tokens of which some count. To be run
 * again only where the drawing changes: {@code java installer/DrawIcon.java}. The window draws the
 * same in {@code WindowIcon}.
 */
final class DrawIcon {
    private static final String GROUND = "#0d2136";
    private static final String MASKED = "#7d8fa3";
    private static final String TRAINED = "#2da44e";
    private static final String LINE = "#7ee2a0";
    private static final List<Integer> SIZES = List.of(16, 32, 48, 64, 128, 256, 512);
    private static final int LARGEST_IN_ICO = 256;

    /* Each shape in sixteenths of the icon: x, y, width, height. */
    private record Box(double x, double y, double width, double height, String colour) {}

    private static final List<Box> TOKENS =
            List.of(
                    new Box(2, 3, 3, 2.5, MASKED),
                    new Box(6, 3, 6, 2.5, MASKED),
                    new Box(2, 7, 5, 2.5, MASKED),
                    new Box(8, 7, 6, 1.8, TRAINED),
                    new Box(8, 8.8, 6, 0.7, LINE),
                    new Box(2, 11, 8, 1.8, TRAINED),
                    new Box(2, 12.8, 8, 0.7, LINE),
                    new Box(11, 11, 3, 1.8, TRAINED),
                    new Box(11, 12.8, 3, 0.7, LINE));

    private DrawIcon() {}

    public static void main(String[] args) throws IOException {
        Path folder = Files.createDirectories(Path.of("assets", "icon"));
        Files.writeString(folder.resolve("sft-workbench.svg"), svg());
        Map<Integer, byte[]> pictures = new LinkedHashMap<>();
        for (int size : SIZES) {
            pictures.put(size, png(size));
            Files.write(folder.resolve("sft-workbench-" + size + ".png"), pictures.get(size));
        }
        Files.write(folder.resolve("sft-workbench.ico"), ico(pictures));
        Files.write(folder.resolve("sft-workbench.icns"), icns(pictures));
    }

    private static String svg() {
        StringBuilder svg =
                new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 16 16\">\n");
        svg.append("  <rect width=\"16\" height=\"16\" rx=\"3\" fill=\"" + GROUND + "\"/>\n");
        for (Box box : TOKENS) {
            svg.append(
                    String.format(
                            "  <rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\"/>%n",
                            box.x, box.y, box.width, box.height, box.colour));
        }
        return svg.append("</svg>\n").toString();
    }

    private static byte[] png(int size) throws IOException {
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
        Graphics2D on = image.createGraphics();
        on.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        on.scale(size / 16.0, size / 16.0);
        on.setColor(Color.decode(GROUND));
        on.fill(new RoundRectangle2D.Double(0, 0, 16, 16, 6, 6));
        for (Box box : TOKENS) {
            on.setColor(Color.decode(box.colour));
            on.fill(new Rectangle2D.Double(box.x, box.y, box.width, box.height));
        }
        on.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    /** Windows' container, since Vista of PNG pictures. */
    private static byte[] ico(Map<Integer, byte[]> pictures) {
        List<Integer> sizes = SIZES.stream().filter(size -> size <= LARGEST_IN_ICO).toList();
        int start = 6 + 16 * sizes.size();
        int length = start + sizes.stream().mapToInt(size -> pictures.get(size).length).sum();
        ByteBuffer ico = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        ico.putShort((short) 0).putShort((short) 1).putShort((short) sizes.size());
        int at = start;
        for (int size : sizes) {
            byte edge = (byte) (size == LARGEST_IN_ICO ? 0 : size);
            ico.put(edge).put(edge).put((byte) 0).put((byte) 0);
            ico.putShort((short) 1).putShort((short) 32);
            ico.putInt(pictures.get(size).length).putInt(at);
            at += pictures.get(size).length;
        }
        sizes.forEach(size -> ico.put(pictures.get(size)));
        return ico.array();
    }

    /** Apple's container: a type of four letters for each size. */
    private static byte[] icns(Map<Integer, byte[]> pictures) throws IOException {
        Map<Integer, String> types =
                Map.of(16, "icp4", 32, "icp5", 64, "icp6", 128, "ic07", 256, "ic08", 512, "ic09");
        ByteArrayOutputStream entries = new ByteArrayOutputStream();
        DataOutputStream body = new DataOutputStream(entries);
        for (int size : SIZES) {
            if (types.containsKey(size)) {
                body.writeBytes(types.get(size));
                body.writeInt(8 + pictures.get(size).length);
                body.write(pictures.get(size));
            }
        }
        ByteArrayOutputStream icns = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(icns);
        out.writeBytes("icns");
        out.writeInt(8 + entries.size());
        entries.writeTo(out);
        return icns.toByteArray();
    }
}
