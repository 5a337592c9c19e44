package io.github.voxelyte.plugins.study;

import com.fasterxml.jackson.databind.JsonNode;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import ij.process.MedianCut;
import io.github.voxelyte.plugins.about.Version;
import io.github.voxelyte.plugins.study.StudyFolder.Step;
import io.github.voxelyte.plugins.tables.Table;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * The report as one HTML file that needs nothing else: figures embedded, and every step with its parameters, seed, version and the
 * hash of what it worked on. It holds neither times nor places, so that the same study gives the same page.
 */
final class ReportPage {
    private static final String STYLE = "body{font:15px/1.45 sans-serif;max-width:1100px;margin:2em auto;padding:0 1em;"
            + "color:#222}table{border-collapse:collapse;margin:1em 0;font-size:13px}th,td{border:1px solid #bbb;"
            + "padding:4px 8px;text-align:left;vertical-align:top}th{background:#eee}.met{background:#d9f0dd}"
            + ".not{background:#fbdcd0}.none{color:#777}figure{margin:2em 0}img{max-width:100%}"
            + ".panels{display:flex;flex-wrap:wrap;gap:8px;align-items:flex-start}.plot{width:calc(50% - 4px)}"
            + "figcaption{color:#333;margin-top:.5em}code{font-size:12px}";
    private static final Pattern PLACE = Pattern.compile(" ?(?:output|resume)(?:=(?:\\[[^]]*]|\\S+))?");
    private static final Map<String, String> HEADINGS = Map.of(
            "capacities", "All discharges",
            "assumptions",
                    "Other assumptions, where the study leaves them open: capacities to the end of the discharge");
    private static final int COLOURS = 256;
    private static final float JPEG_QUALITY = 0.75f;

    private ReportPage() {}

    static String html(List<Finding> findings, List<Figure> figures, List<Table> tables, List<Step> steps) {
        StringBuilder page =
                new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Study"
                        + " report</title><style>" + STYLE + "</style></head><body>\n");
        page.append(
                "<h1>Study report</h1>\n<p>Li | &beta;-Li<sub>3</sub>PS<sub>4</sub> | NMC622 cells, beside the study of"
                        + " Neumann et al., ACS Appl. Mater. Interfaces (2020), whose tomogram is not public: on another structure"
                        + " the numbers are trends. Made by Voxelyte ");
        page.append(escaped(Version.CURRENT)).append(" from ").append(steps.size());
        page.append(" finished steps.</p>\n<h2>Numbers</h2>\n");
        findings(page, findings);
        page.append("<h2>Figures</h2>\n");
        figures.stream()
                .collect(Collectors.groupingBy(ReportPage::number, LinkedHashMap::new, Collectors.toList()))
                .forEach((number, panels) -> figure(page, number, panels));
        for (Table table : tables) {
            page.append("<h2>").append(escaped(HEADINGS.get(table.name()))).append("</h2>\n");
            table(page, table);
        }
        page.append(
                "<h2>Steps</h2>\n<p>What was run, with all parameters in force, seeds among them; the hash is the SHA-256 of"
                        + " the voxels that the command worked on.</p>\n");
        steps(page, steps);
        return page.append("</body></html>\n").toString();
    }

    private static void findings(StringBuilder page, List<Finding> findings) {
        page.append("<table><tr><th></th><th>quantity</th><th>study</th><th>ours</th><th>counts as met</th><th></th>"
                + "<th>why not</th></tr>\n");
        for (Finding finding : findings) {
            String style = finding.isComputed() ? (finding.met() ? "met" : "not") : "none";
            page.append("<tr class=\"").append(style).append("\"><td>").append(finding.number());
            for (String cell : List.of(
                    finding.quantity(),
                    finding.study(),
                    finding.ours(),
                    finding.tolerance(),
                    finding.verdict(),
                    finding.reason())) {
                page.append("</td><td>").append(escaped(cell));
            }
            page.append("</td></tr>\n");
        }
        page.append("</table>\n");
    }

    /** The figure's number without the letter of its panel. */
    private static String number(Figure figure) {
        return figure.name().replaceAll("^fig|[a-z]$", "");
    }

    private static void figure(StringBuilder page, String number, List<Figure> panels) {
        page.append("<figure>\n<div class=\"panels\">");
        for (Figure panel : panels) {
            page.append("<img id=\"").append(panel.name()).append("\" class=\"");
            page.append(panel.isPlot() ? "plot" : "volume").append("\" alt=\"").append(panel.name());
            page.append("\" src=\"").append(panel.isPlot() ? plot(panel) : volume(panel));
            page.append("\">\n");
        }
        page.append("</div>\n<figcaption><b>Figure ").append(number).append(".</b>");
        for (Figure panel : panels) {
            PanelLetter.of(panel.name())
                    .ifPresent(letter ->
                            page.append(" <b>(").append(letter.letter()).append(")</b>"));
            page.append(' ').append(escaped(panel.caption()));
        }
        page.append(" Data: ");
        page.append(panels.stream().map(panel -> panel.name() + ".csv").collect(Collectors.joining(", ")));
        page.append("</figcaption></figure>\n");
    }

    /** In 256 colours: a quarter of the bytes. The figures' own files are as they were made. */
    private static String plot(Figure figure) {
        ImageProcessor picture = figure.picture().getProcessor();
        ImageProcessor few = new MedianCut((ColorProcessor) picture).convertToByte(COLOURS);
        return embedded("png", file -> ImageIO.write(few.getBufferedImage(), "png", file));
    }

    /** As JPEG: shaded surfaces have too many colours for a palette. */
    private static String volume(Figure figure) {
        BufferedImage picture = figure.picture().getProcessor().getBufferedImage();
        return embedded("jpeg", file -> {
            ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
            ImageWriteParam quality = writer.getDefaultWriteParam();
            quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            quality.setCompressionQuality(JPEG_QUALITY);
            try (ImageOutputStream out = ImageIO.createImageOutputStream(file)) {
                writer.setOutput(out);
                writer.write(null, new IIOImage(picture, null, null), quality);
            } finally {
                writer.dispose();
            }
        });
    }

    private interface Written {
        void to(ByteArrayOutputStream file) throws IOException;
    }

    private static String embedded(String format, Written picture) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            picture.to(bytes);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory does not fail", e);
        }
        return "data:image/" + format + ";base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static void table(StringBuilder page, Table table) {
        page.append("<table><tr>");
        table.columns()
                .forEach(head -> page.append("<th>").append(escaped(head)).append("</th>"));
        page.append("</tr>\n");
        for (int row = 0; row < table.size(); row++) {
            page.append("<tr>");
            for (Object cell : table.cells(row)) {
                page.append("<td>").append(escaped(text(cell))).append("</td>");
            }
            page.append("</tr>\n");
        }
        page.append("</table>\n");
    }

    private static String text(Object cell) {
        if (cell instanceof Double number) {
            return number.isNaN() ? "–" : String.format(Locale.ROOT, "%.5g", number);
        }
        return String.valueOf(cell);
    }

    private static void steps(StringBuilder page, List<Step> steps) {
        page.append("<table><tr><th>folder</th><th>command</th><th>version</th><th>input</th><th>warnings</th></tr>\n");
        for (Step step : steps) {
            JsonNode summary = step.summary();
            JsonNode input = summary.path("input");
            String hash = input.path("sha256_of_pixels").asText();
            String of =
                    input.isMissingNode() ? "" : input.path("name").asText() + " " + input.path("size") + " " + hash;
            StringBuilder warnings = new StringBuilder();
            summary.path("warnings")
                    .forEach(warning -> warnings.append(warning.asText()).append(' '));
            page.append("<tr><td>").append(escaped(step.name())).append("</td><td><code>");
            page.append(escaped(PLACE.matcher(summary.path("macro").asText()).replaceAll("")));
            page.append("</code></td><td>")
                    .append(escaped(summary.path("version").asText()));
            page.append("</td><td><code>").append(escaped(of)).append("</code></td><td>");
            page.append(escaped(warnings.toString().strip())).append("</td></tr>\n");
        }
        page.append("</table>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
