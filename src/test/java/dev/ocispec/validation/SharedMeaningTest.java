package dev.ocispec.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ocispec.json.Json;
import dev.ocispec.json.JsonDocument;
import dev.ocispec.report.Finding;
import dev.ocispec.report.Level;
import dev.ocispec.report.Report;
import dev.ocispec.rule.DocumentKind;
import dev.ocispec.rule.Rules;
import dev.ocispec.spec.Spec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What runtimes read differently although it is valid JSON and the schema takes it. */
@Tag("unit")
class SharedMeaningTest {
  /** All but the rules of the catalogue, which have more to say of such documents. */
  private static final Validator WITHOUT_RULES = Validator.standard().withRules(Rules.none());

  private static JsonDocument config(String members) {
    return JsonDocument.of(
        ("{\"ociVersion\":\"1.0.0\"," + members.replace('\'', '"') + "}")
            .getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "'Hostname':'a'|/Hostname|hostname",
        "'hostname':'a','HOSTNAME':'b'|/HOSTNAME|hostname",
        "'linux':{'cgroupspath':'/x'}|/linux/cgroupspath|cgroupsPath",
        "'linux':{'resources':{'Memory':{}}}|/linux/resources/Memory|memory",
        "'ho\\u017ftname':'a'|/hoſtname|hostname",
        "'proce\\u017Fs':{}|/proceſs|process",
        "'mounts':[{'destination':'/a'},{'destination':'/b','Source':'/'}]|/mounts/1/Source|source",
      })
  void aNameThatIsAKnownOneButForItsCaseIsReported(String members, String pointer, String known) {
    assertThat(WITHOUT_RULES.validate(config(members)).findings())
        .extracting(Finding::rule, Finding::pointer)
        .contains(tuple("json-name-case", pointer));
    assertThat(WITHOUT_RULES.validate(config(members)).findings())
        .filteredOn(f -> f.rule().equals("json-name-case"))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.message()).startsWith("expected \"" + known + "\", found \"");
              assertThat(f.line()).hasValue(1);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "'process':{'cwd':'/','args':['a'],'user':{'uid':-0,'gid':0}}|/process/user/uid",
        "'process':{'cwd':'/','args':['a'],'user':{'uid':0,'gid':0,'additionalGids':[1,-0]}}"
            + "|/process/user/additionalGids/1",
        "'linux':{'resources':{'memory':{'swappiness': -0}}}|/linux/resources/memory/swappiness",
      })
  void aZeroWithASignIsReportedWhereNumbersHaveNone(String members, String pointer) {
    assertThat(Validator.standard().validate(config(members)).findings())
        .filteredOn(f -> f.rule().equals("json-negative-zero"))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.pointer()).isEqualTo(pointer);
              assertThat(f.level()).isEqualTo(Level.MUST);
              assertThat(f.message()).startsWith("expected 0, found -0");
            });
    assertThat(Validator.standard().schemaOnly().validate(config(members)).findings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'linux':{'resources':{'pids':{'limit':-0}}}",
        "'linux':{'resources':{'memory':{'limit':-0}}}",
        "'extra':-0",
        "'process':{'cwd':'/','args':['a'],'oomScoreAdj':-0}",
        "'process':{'cwd':'/','args':['a'],'user':{'uid':0,'gid':0}}"
      })
  void aZeroWithASignIsAsGoodAsAnyWhereNumbersMayHaveOne(String members) {
    assertThat(Validator.standard().validate(config(members)).findings())
        .noneMatch(f -> f.rule().equals("json-negative-zero"));
  }

  @Test
  void theKelvinSignIsAKToGo() {
    assertThat(WITHOUT_RULES.validate(config("'linux':{'mas\u212AedPaths':[]}")).findings())
        .extracting(Finding::rule, Finding::pointer)
        .containsExactly(tuple("json-name-case", "/linux/mas\u212AedPaths"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'annotations':{'a':'1','A':'2','Hostname':'x'}",
        "'linux':{'sysctl':{'net.A':'1','net.a':'2'}}",
        "'x-vendor':{'Hostname':'a','hostname':'b'}",
        "'unknown':1,'Unknown':2",
      })
  void namesThatNoRuntimeConfusesAreNot(String members) {
    assertThat(WITHOUT_RULES.validate(config(members)).findings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "'hostname':'a\\u0000b'|/hostname",
        "'process':{'cwd':'/','args':['sh','a\\u0000b']}|/process/args/1",
        "'annotations':{'a':'\\u0000'}|/annotations/a",
        "'x':{'y':['\\u0000']}|/x/y/0",
      })
  void aNulCharacterIsReported(String members, String pointer) {
    Report report = WITHOUT_RULES.validate(config(members));

    assertThat(report.isValid()).isFalse();
    assertThat(report.findings())
        .filteredOn(f -> f.rule().equals("json-nul"))
        .extracting(Finding::pointer)
        .containsExactly(pointer);
  }

  @Test
  void aNulInANameIsReported() {
    assertThat(WITHOUT_RULES.validate(config("'x\\u0000y':1")).findings())
        .extracting(Finding::rule)
        .containsExactly("json-nul");
  }

  @Test
  void theSchemasOwnVerdictLeavesThemAlone() {
    JsonDocument odd = config("'Hostname':'a','domainname':'a\\u0000'");

    assertThat(Validator.standard().schemaOnly().validate(odd).findings()).isEmpty();
    assertThat(SchemaValidator.ofLibrary().validate(odd, DocumentKind.CONFIG).findings()).isEmpty();
  }

  @Test
  void theyAreReportedWhicheverEngineJudgesTheSchema() {
    JsonDocument odd = config("'Hostname':'a','mounts':1");

    assertThat(
            WITHOUT_RULES
                .withSchema(SchemaValidator.ofLibrary())
                .validate(odd, DocumentKind.CONFIG)
                .findings())
        .extracting(Finding::rule)
        .containsExactlyInAnyOrder("json-name-case", "schema-type");
  }

  @Test
  void readingStaysLenientAndEmissionGoesByTheSchema() {
    Spec read = Json.read("{\"ociVersion\":\"1.0.0\",\"HOSTNAME\":\"a\\u0000\"}", Spec.class);

    assertThat(Json.toString(read)).contains("\"HOSTNAME\":\"a\\u0000\"");
    assertThat(WITHOUT_RULES.validate(read).findings())
        .extracting(Finding::rule)
        .isEqualTo(List.of("json-name-case", "json-nul"));
  }
}
