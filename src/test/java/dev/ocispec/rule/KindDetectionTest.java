package dev.ocispec.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.RealDocument;
import dev.ocispec.json.JsonDocument;
import dev.ocispec.rule.internal.KindSchemas;
import dev.ocispec.schema.internal.Member;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What kind a document is taken for that does not say so. */
@Tag("unit")
class KindDetectionTest {
  /**
   * A process state that lacks one of the two members that only it has to have, or a configuration
   * with one member too many: either is as likely.
   */
  private static final Set<Set<String>> AMBIGUOUS =
      Set.of(Set.of("ociVersion", "pid"), Set.of("ociVersion", "state"));

  static Stream<RealDocument> documents() {
    return RealDocument.all();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyRealDocumentIsTakenForWhatItIs(RealDocument document) {
    assertThat(DocumentKind.detect(JsonDocument.of(document.bytes()))).isEqualTo(document.kind());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ociVersion id status bundle mounts            | STATE
          ociVersion id status pid bundle root process  | STATE
          id status bundle                              | STATE
          ociVersion bundle status                      | STATE
          process root mounts                           | CONFIG
          hooks                                         | CONFIG
          linux                                         | CONFIG
          mounts                                        | CONFIG
          ociVersionMin                                 | FEATURES
          ociVersionMax mountOptions linux              | FEATURES
          mountOptions potentiallyUnsafeConfigAnnotations | FEATURES
          fds pid state                                 | PROCESS_STATE
          ociVersion fds pid metadata state             | PROCESS_STATE
          """)
  void itIsWhatItsMembersSpeakFor(String names, DocumentKind kind) {
    assertThat(detected(Set.of(names.split(" ")))).isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "[]", "1", "\"status\"", "", "{\"ociVersion\":\"1.0.0\"}", "{\"a\":"})
  void whatSaysNothingIsAConfiguration(String text) {
    assertThat(DocumentKind.detect(JsonDocument.of(text.getBytes(StandardCharsets.UTF_8))))
        .isEqualTo(DocumentKind.CONFIG);
  }

  @ParameterizedTest
  @EnumSource
  void aCompleteDocumentIsRecognisedWhateverOneMemberIsMissing(DocumentKind kind) {
    for (Set<String> names : List.of(required(kind), all(kind))) {
      for (String missing : names) {
        Set<String> left = new TreeSet<>(names);
        left.remove(missing);
        if (!AMBIGUOUS.contains(left)) {
          assertThat(detected(left)).as("without %s", missing).isEqualTo(kind);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCompleteDocumentIsRecognisedWhateverOneMemberOfOthersIsAdded(DocumentKind kind) {
    for (Set<String> names : List.of(required(kind), all(kind))) {
      for (String added : foreign(kind)) {
        Set<String> more = new TreeSet<>(names);
        more.add(added);
        if (!AMBIGUOUS.contains(more)) {
          assertThat(detected(more)).as("with %s", added).isEqualTo(kind);
        }
      }
    }
  }

  @Test
  void anyTwoMembersOfAStateAreEnoughBesideItsVersion() {
    List<String> others = new ArrayList<>(required(DocumentKind.STATE));
    others.remove("ociVersion");
    for (String missing : others) {
      Set<String> left = new TreeSet<>(required(DocumentKind.STATE));
      left.remove(missing);
      assertThat(detected(left)).isEqualTo(DocumentKind.STATE);
    }
  }

  private static Set<String> required(DocumentKind kind) {
    return names(KindSchemas.of(kind).required());
  }

  private static Set<String> all(DocumentKind kind) {
    return names(KindSchemas.of(kind).members());
  }

  private static Set<String> names(Collection<Member> members) {
    return members.stream().map(Member::name).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> foreign(DocumentKind kind) {
    Set<String> names = new TreeSet<>();
    for (DocumentKind other : DocumentKind.values()) {
      names.addAll(all(other));
    }
    names.removeAll(all(kind));
    return names;
  }

  private static DocumentKind detected(Set<String> names) {
    String json =
        names.stream().map(name -> "\"" + name + "\":1").collect(Collectors.joining(",", "{", "}"));
    return DocumentKind.detect(JsonDocument.of(json.getBytes(StandardCharsets.UTF_8)));
  }
}
