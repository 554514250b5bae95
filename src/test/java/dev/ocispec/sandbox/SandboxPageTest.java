package dev.ocispec.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.json.Json;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.request.BuildRequestJson;
import dev.ocispec.request.RequestRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** docs/sandbox.md says what the code does. */
@Tag("unit")
class SandboxPageTest {
  private static final JsonMapper MAPPER = new JsonMapper();

  private static String page() throws IOException {
    return Files.readString(Path.of("docs/sandbox.md"));
  }

  @Test
  void everyRuleIsExplained() throws IOException {
    String page = page();
    for (RequestRule rule : RequestRule.values()) {
      assertThat(page).contains("| `" + rule.id() + "` | ");
    }
    for (SandboxRule rule : SandboxRule.values()) {
      assertThat(page).contains("| `" + rule.id() + "` | ");
    }
  }

  @Test
  void figuresAreThoseOfTheTables() throws IOException {
    assertThat(page())
        .contains(IdentityRules.ROOTFUL_ID + ":" + IdentityRules.ROOTFUL_ID)
        .contains("two rootful, " + CapabilityRules.TVIX_ROOTLESS.size() + " rootless")
        .contains(
            "| `linux.maskedPaths` | "
                + KernelPaths.TVIX_MASKED.size()
                + " | "
                + KernelPaths.STANDARD_MASKED.size()
                + ":");
    assertThat(CapabilityRules.TVIX_ROOTFUL).hasSize(2);
    assertThat(SandboxLimits.DEFAULT.temporarySpace()).isEqualTo(1 << 30);
  }

  @Test
  void theRequestOnThePageIsOne() throws IOException {
    String page = page();
    int start = page.indexOf("```json\n") + 8;

    BuildRequest request = BuildRequestJson.read(page.substring(start, page.indexOf("```", start)));
    assertThat(request.additionalFiles()).hasSize(2);
    assertThat(request.constraints().availableReadOnlyPaths()).containsExactly("/dev/kvm");
  }

  @Test
  void everyDifferenceOfTheProfilesHasARow() throws IOException {
    List<String> rows =
        page().lines().filter(line -> line.startsWith("| ")).map(this::firstCell).toList();
    Set<String> differences = new TreeSet<>();
    for (int i = 0; i < 4; i++) {
      differences.addAll(differences(Examples.tvix().get(i), Examples.standard().get(i)));
    }

    assertThat(differences).hasSize(22);
    for (String difference : differences) {
      assertThat(rows).anyMatch(row -> List.of(row.split(", ")).contains(difference));
    }
  }

  private String firstCell(String row) {
    return row.substring(2).split(" \\|")[0].replace("`", "");
  }

  private static Set<String> differences(SandboxCase one, SandboxCase other) {
    Map<String, JsonNode> a = parts(one);
    Map<String, JsonNode> b = parts(other);
    Set<String> names = new TreeSet<>(a.keySet());
    names.addAll(b.keySet());
    names.removeIf(name -> Objects.equals(a.get(name), b.get(name)));
    return names;
  }

  /** The members of a specification, by the names that the page gives them. */
  private static Map<String, JsonNode> parts(SandboxCase any) {
    JsonNode spec = MAPPER.readTree(Json.toBytes(any.spec()));
    Map<String, JsonNode> parts = new LinkedHashMap<>();
    spec.properties()
        .forEach(
            member -> {
              switch (member.getKey()) {
                case "process", "linux" ->
                    member
                        .getValue()
                        .properties()
                        .forEach(p -> parts.put(member.getKey() + "." + p.getKey(), p.getValue()));
                case "mounts" ->
                    member
                        .getValue()
                        .forEach(mount -> parts.put(name(any, mount), mount.get("options")));
                default -> parts.put(member.getKey(), member.getValue());
              }
            });
    return parts;
  }

  private static String name(SandboxCase any, JsonNode mount) {
    String destination = mount.get("destination").stringValue();
    String source = mount.get("source").stringValue();
    if (source.startsWith("scratch/")) {
      return "scratch mounts";
    }
    if (source.startsWith("inputs/")) {
      return "input mounts";
    }
    if (any.request().constraints().availableReadOnlyPaths().contains(destination)) {
      return "host path mounts";
    }
    if (destination.startsWith("/etc/")) {
      return "resolver mounts";
    }
    return destination.equals("/bin/sh") ? "shell mount" : destination + " mount";
  }
}
