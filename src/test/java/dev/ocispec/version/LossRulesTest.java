package dev.ocispec.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.schema.internal.ConfigSchemas;
import dev.ocispec.schema.internal.ListSchema;
import dev.ocispec.schema.internal.Member;
import dev.ocispec.schema.internal.ObjectSchema;
import dev.ocispec.schema.internal.SchemaRelease;
import dev.ocispec.schema.internal.SchemaType;
import dev.ocispec.schema.internal.TextSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class LossRulesTest {
  private static final Map<LossRule.Policy, String> WORDS =
      Map.of(
          LossRule.Policy.DROP, "left out",
          LossRule.Policy.REPLACE, "replaced by",
          LossRule.Policy.REFUSE, "refused |",
          LossRule.Policy.REFUSE_UNLESS_EMPTY, "refused unless empty |");

  private final Set<String> paths = new TreeSet<>();

  @Test
  void thereIsALineForEverythingThatSomeReleaseDoesNotDefineAndForNothingElse() {
    collect("", ConfigSchemas.spec(), SchemaRelease.V1_0_0);
    assertThat(paths).isNotEmpty();
    assertThat(LossRules.ALL.stream().map(LossRule::path)).doesNotHaveDuplicates();
    assertThat(LossRules.ALL.stream().map(LossRule::path).collect(Collectors.toSet()))
        .isEqualTo(paths);
  }

  @Test
  void whatHasNoLineIsRefused() {
    assertThat(Losses.rule("/linux/quantum").policy()).isEqualTo(LossRule.Policy.REFUSE);
  }

  @Test
  void theSchemaJudgesAllOfThem() {
    assertThat(LossRules.ALL)
        .extracting(LossRule::effect)
        .doesNotContain(LossRule.unjudged("").effect());
  }

  @Test
  void thePageShowsTheLinesInTheirOrder() throws IOException {
    assertThat(Files.readString(Path.of("docs/versions.md")))
        .containsSubsequence(
            LossRules.ALL.stream()
                .map(rule -> "| `%s` | %s".formatted(rule.path(), WORDS.get(rule.policy())))
                .toList())
        .contains(
            "| `/domainname` | left out | the container keeps the domain name that it finds |",
            "=SCMP_ACT_KILL_THREAD` | replaced by `SCMP_ACT_KILL` | same action |",
            "| left out unless `action` is `SCMP_ACT_TRACE` | refused system calls fail");
  }

  /** The paths that came after {@code holder}, the release of what they are in, or are gone. */
  private void collect(String path, SchemaType type, SchemaRelease holder) {
    if (type instanceof ListSchema list) {
      collect(path + "/*", list.items(), holder);
    } else if (type instanceof TextSchema text) {
      text.values().forEach((value, since) -> note(path + "=" + value, since, holder));
    } else if (type instanceof ObjectSchema schema) {
      schema.mapValue().ifPresent(value -> collect(path + "/{}", value, holder));
      schema.knownKeys().forEach((key, since) -> note(path + "/" + key, since, holder));
      schema.everKnown().forEach(member -> collect(path, member, holder));
    }
  }

  private void collect(String path, Member member, SchemaRelease holder) {
    String place = path + "/" + member.name();
    if (member.until().isPresent()) {
      paths.add(place);
    } else {
      note(place, member.since(), holder);
      collect(place, member.type(), holder.max(member.since()));
    }
  }

  private void note(String path, SchemaRelease since, SchemaRelease holder) {
    if (since.compareTo(holder) > 0) {
      paths.add(path);
    }
  }
}
