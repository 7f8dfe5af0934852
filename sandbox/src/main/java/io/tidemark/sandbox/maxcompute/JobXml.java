package io.tidemark.sandbox.maxcompute;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidemark.sandbox.maxcompute.query.Job;
import io.tidemark.sandbox.maxcompute.refusal.Refusal;
import io.tidemark.sandbox.maxcompute.refusal.RefusalCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.ZoneId;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** A job with one SQL task, as clients send it. */
final class JobXml {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private JobXml() {}

    static Job parse(byte[] body, ZoneId defaultZone) throws Refusal {
        NodeList tasks = document(body).getElementsByTagName("SQL");
        if (tasks.getLength() != 1 || !(tasks.item(0) instanceof Element task)) {
            throw new Refusal(
                    RefusalCode.INVALID_ARGUMENT, "The sandbox carries out jobs with one SQL task, no others.");
        }
        return new Job(text(task, "Name"), text(task, "Query"), zone(settings(task), defaultZone), source(body));
    }

    /** Clients send the job inside an instance and read it back without that. */
    private static String source(byte[] body) {
        String text = new String(body, UTF_8);
        int start = text.indexOf("<Job>");
        int end = text.lastIndexOf("</Job>");
        return start < 0 || end < start ? text : text.substring(start, end + "</Job>".length());
    }

    private static Document document(byte[] body) throws Refusal {
        try {
            // The JDK's own, without document types: whatever else is on the class path, nothing outside is read.
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new ByteArrayInputStream(body));
        } catch (SAXException | IOException e) {
            throw new Refusal(RefusalCode.INVALID_ARGUMENT, "The job is not XML: " + e.getMessage(), e);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("Every Java reads XML.", e);
        }
    }

    private static String text(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent().strip();
    }

    private static String settings(Element task) {
        NodeList properties = task.getElementsByTagName("Property");
        for (int i = 0; i < properties.getLength(); i++) {
            if (properties.item(i) instanceof Element property
                    && text(property, "Name").equals("settings")) {
                return text(property, "Value");
            }
        }
        return "{}";
    }

    private static ZoneId zone(String settings, ZoneId defaultZone) throws Refusal {
        try {
            JsonNode zone = JSON.readTree(settings).path("odps.sql.timezone");
            return zone.isTextual() ? ZoneId.of(zone.asText()) : defaultZone;
        } catch (IOException | DateTimeException e) {
            throw new Refusal(RefusalCode.INVALID_ARGUMENT, "The job's settings cannot be read: " + e.getMessage(), e);
        }
    }
}
