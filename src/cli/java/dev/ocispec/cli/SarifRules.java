package dev.ocispec.cli;

import dev.ocispec.report.Level;
import dev.ocispec.rule.Rule;
import dev.ocispec.rule.Rules;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** What SARIF says of rules: a sentence, the reason, where it is from. */
final class SarifRules {
  private final Rules rules;

  SarifRules(Rules rules) {
    this.rules = rules;
  }

  /** Writes the descriptor of a rule of the catalogue, the schema, or JSON. */
  void write(String id, JsonGenerator json) {
    Optional<Rule> rule = rules.get(id);
    json.writeStartObject();
    json.writeStringProperty("id", id);
    text("shortDescription", rule.map(Rule::summary).orElseGet(() -> ofText(id)), json);
    text("help", rule.map(SarifRules::help).orElseGet(() -> ofText(id)), json);
    json.writeName("defaultConfiguration");
    json.writeStartObject();
    Level level = rule.map(Rule::level).orElse(Level.MUST);
    json.writeStringProperty("level", VerdictSarif.level(level));
    json.writeEndObject();
    json.writeName("properties");
    json.writeStartObject();
    json.writeStringProperty("level", level.text());
    rule.flatMap(Rule::section)
        .ifPresent(section -> json.writeStringProperty("specification", section));
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void text(String name, String words, JsonGenerator json) {
    json.writeName(name);
    json.writeStartObject();
    json.writeStringProperty("text", words);
    json.writeEndObject();
  }

  private static String help(Rule rule) {
    StringBuilder help = new StringBuilder(rule.summary());
    rule.reason().ifPresent(reason -> help.append(' ').append(reason));
    rule.runtimes().ifPresent(runtimes -> help.append(' ').append(runtimes));
    rule.section().ifPresent(section -> help.append(" See ").append(section).append('.'));
    return help.isEmpty() ? rule.id() : help.toString();
  }

  private static String ofText(String id) {
    return id.startsWith("schema-")
        ? "The document keeps the keyword " + id.substring(7) + " of the JSON schema."
        : "The text is JSON that all programs read alike.";
  }
}
