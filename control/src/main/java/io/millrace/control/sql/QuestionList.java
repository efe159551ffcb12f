package io.millrace.control.sql;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;

/** The questions, as the command lists them. */
final class QuestionList {

    private QuestionList() {}

    static void print(List<Question> questions, boolean json, PrintWriter out) {
        if (json) {
            out.println(json(questions));
            return;
        }
        int width = questions.stream().mapToInt(one -> one.name().length()).max().orElse(0);
        for (Question one : questions) {
            String gap = " ".repeat(width - one.name().length() + 2);
            out.println(one.name() + gap + one.title());
        }
    }

    private static ArrayNode json(List<Question> questions) {
        ArrayNode list = new ObjectMapper().createArrayNode();
        for (Question one : questions) {
            ObjectNode node = list.addObject().put("name", one.name()).put("title", one.title());
            ArrayNode parameters = node.putArray("parameters");
            for (Question.Parameter parameter : one.parameters()) {
                parameters
                        .addObject()
                        .put("name", parameter.name())
                        .put("default", parameter.standard())
                        .put("meaning", parameter.meaning());
            }
            ObjectNode columns = node.putObject("columns");
            one.columns().forEach(columns::put);
        }
        return list;
    }
}
