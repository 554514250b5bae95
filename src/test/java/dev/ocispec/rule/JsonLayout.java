package dev.ocispec.rule;

import java.util.Iterator;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON for a page: what fits a line is on one. */
final class JsonLayout {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final int WIDTH = 90;

  private JsonLayout() {}

  static String of(JsonNode node) {
    return of(node, 0);
  }

  private static String of(JsonNode node, int indentation) {
    String line = line(node);
    if (line.length() + indentation <= WIDTH || node.isValueNode()) {
      return line;
    }
    String inner = " ".repeat(indentation + 2);
    StringBuilder text = new StringBuilder(node.isObject() ? "{\n" : "[\n");
    if (node.isObject()) {
      for (Iterator<Map.Entry<String, JsonNode>> i = node.properties().iterator(); i.hasNext(); ) {
        Map.Entry<String, JsonNode> member = i.next();
        text.append(inner).append(quoted(member.getKey())).append(": ");
        text.append(of(member.getValue(), indentation + 2)).append(i.hasNext() ? ",\n" : "\n");
      }
    } else {
      for (int i = 0; i < node.size(); i++) {
        text.append(inner).append(of(node.get(i), indentation + 2));
        text.append(i < node.size() - 1 ? ",\n" : "\n");
      }
    }
    return text.append(" ".repeat(indentation)).append(node.isObject() ? '}' : ']').toString();
  }

  private static String line(JsonNode node) {
    StringBuilder text = new StringBuilder();
    if (node.isObject()) {
      node.properties()
          .forEach(
              member ->
                  text.append(text.isEmpty() ? "{" : ", ")
                      .append(quoted(member.getKey()))
                      .append(": ")
                      .append(line(member.getValue())));
      return text.isEmpty() ? "{}" : text.append('}').toString();
    }
    if (node.isArray()) {
      node.forEach(element -> text.append(text.isEmpty() ? "[" : ", ").append(line(element)));
      return text.isEmpty() ? "[]" : text.append(']').toString();
    }
    return MAPPER.writeValueAsString(node);
  }

  private static String quoted(String name) {
    return MAPPER.writeValueAsString(name);
  }
}
