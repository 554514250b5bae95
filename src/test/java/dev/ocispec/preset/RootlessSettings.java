package dev.ocispec.preset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.json.Json;
import dev.ocispec.schema.internal.BooleanSchema;
import dev.ocispec.schema.internal.ListSchema;
import dev.ocispec.schema.internal.Member;
import dev.ocispec.schema.internal.ObjectSchema;
import dev.ocispec.schema.internal.SchemaType;
import dev.ocispec.schema.internal.TextSchema;
import dev.ocispec.spec.Spec;
import dev.ocispec.spec.internal.Walkable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Configurations that each have one more setting than a plain one: every property that the schema
 * has for Linux, with each value that the schema knows, else with that of the sample file, and with
 * what it needs beside it.
 */
final class RootlessSettings {
  private static final Set<String> OTHER_PLATFORMS =
      Set.of("solaris", "windows", "vm", "zos", "freebsd");

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final JsonNode plain;
  private final Map<String, Spec> found = new LinkedHashMap<>();

  private RootlessSettings(Spec plain) throws IOException {
    this.plain = MAPPER.readTree(Json.unchecked().toString(plain));
  }

  /** The configurations by what they have more than {@code plain}. */
  static Map<String, Spec> all(Spec plain) throws IOException {
    RootlessSettings settings = new RootlessSettings(plain);
    settings.walk(Walkable.of(plain).schema(), sample(), List.of());
    return settings.found;
  }

  private static JsonNode sample() throws IOException {
    try (InputStream in =
        RootlessSettings.class.getResourceAsStream("/rootless/every-setting.json")) {
      return MAPPER.readTree(in);
    }
  }

  /** A step from the top to a place: what the schema says of it, and the sample's value. */
  private record Step(String name, SchemaType type, JsonNode value) {}

  private void walk(SchemaType type, JsonNode value, List<Step> way) {
    if (type instanceof ObjectSchema object && object.mapValue().isEmpty()) {
      for (Member member : object.members()) {
        if (!way.isEmpty() || !OTHER_PLATFORMS.contains(member.name())) {
          JsonNode sample = value.get(member.name());
          assertThat(sample).as("sample of %s/%s", shown(way), member.name()).isNotNull();
          walk(member.type(), sample, longer(way, member.name(), member.type(), sample));
        }
      }
    } else if (type instanceof ListSchema list && list.items() instanceof ObjectSchema items) {
      walk(items, value.get(0), longer(way, "*", items, value.get(0)));
    } else if (type instanceof ListSchema list
        && list.items() instanceof TextSchema text
        && !text.values().isEmpty()) {
      ArrayNode all = MAPPER.createArrayNode();
      text.values().keySet().forEach(all::add);
      add(way, all, "all");
      add(way, value, "one");
    } else if (type instanceof BooleanSchema) {
      add(way, JsonNodeFactory.instance.booleanNode(true), "true");
      add(way, JsonNodeFactory.instance.booleanNode(false), "false");
    } else if (type instanceof TextSchema text && !text.values().isEmpty()) {
      text.values()
          .keySet()
          .forEach(known -> add(way, JsonNodeFactory.instance.stringNode(known), known));
    } else {
      add(way, value, "sample");
    }
  }

  private void add(List<Step> way, JsonNode value, String shown) {
    ObjectNode document = (ObjectNode) plain.deepCopy();
    put(document, way, 0, value);
    found.put(shown(way) + "=" + shown, Json.read(document.toString(), Spec.class));
  }

  private static void put(ObjectNode into, List<Step> way, int at, JsonNode value) {
    Step step = way.get(at);
    if (at == way.size() - 1) {
      into.set(step.name(), value);
      return;
    }
    Step next = way.get(at + 1);
    if (next.name().equals("*")) {
      ArrayNode list = MAPPER.createArrayNode();
      if (into.get(step.name()) instanceof ArrayNode before) {
        before.forEach(list::add);
      }
      ObjectNode item = needed(next);
      put(item, way, at + 2, value);
      replaceSameType(list, item);
      into.set(step.name(), list.add(item));
    } else {
      ObjectNode inner = into.get(step.name()) instanceof ObjectNode there ? there : needed(step);
      into.set(step.name(), inner);
      put(inner, way, at + 1, value);
    }
  }

  /** There is one namespace of a type. */
  private static void replaceSameType(ArrayNode list, ObjectNode item) {
    for (int i = list.size() - 1; i >= 0; i--) {
      if (!item.has("destination") && item.path("type").equals(list.get(i).path("type"))) {
        list.remove(i);
      }
    }
  }

  /** The object with what it must have, and of a mount also what makes it one. */
  private static ObjectNode needed(Step step) {
    ObjectNode object = MAPPER.createObjectNode();
    if (step.type() instanceof ObjectSchema schema) {
      schema.required().forEach(m -> object.set(m.name(), step.value().get(m.name())));
      if (schema.name().equals("Mount") || schema.name().equals("LinuxDevice")) {
        for (String name : List.of("type", "source", "options", "major", "minor")) {
          if (step.value().has(name)) {
            object.set(name, step.value().get(name));
          }
        }
      }
    }
    return object;
  }

  private static List<Step> longer(List<Step> way, String name, SchemaType type, JsonNode value) {
    List<Step> longer = new ArrayList<>(way);
    longer.add(new Step(name, type, value));
    return longer;
  }

  private static String shown(List<Step> way) {
    return String.join("", way.stream().map(step -> "/" + step.name()).toList());
  }
}
