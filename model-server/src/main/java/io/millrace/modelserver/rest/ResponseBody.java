package io.millrace.modelserver.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import io.millrace.modelserver.batching.Answer;
import io.millrace.modelserver.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Writes an answer: JSON, and behind it the outputs that were asked for as binary. */
final class ResponseBody {

    static final String JSON_LENGTH = "Inference-Header-Content-Length";
    private static final JsonFactory JSON = new JsonFactory();

    private ResponseBody() {}

    static HttpResponse of(Answer answer, RestCall asked) {
        List<Tensor> binary = new ArrayList<>();
        ByteArrayOutputStream body = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = JSON.createGenerator(body)) {
            write(json, answer, asked, binary);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (binary.isEmpty()) {
            return HttpResponse.of(
                    HttpStatus.OK, MediaType.JSON, HttpData.wrap(body.toByteArray()));
        }
        int jsonBytes = body.size();
        for (Tensor one : binary) {
            byte[] bytes = new byte[one.data().remaining()];
            one.reading().get(bytes);
            body.writeBytes(bytes);
        }
        return HttpResponse.of(
                ResponseHeaders.builder(HttpStatus.OK)
                        .contentType(MediaType.OCTET_STREAM)
                        .addInt(JSON_LENGTH, jsonBytes)
                        .addInt(HttpHeaderNames.CONTENT_LENGTH, body.size())
                        .build(),
                HttpData.wrap(body.toByteArray()));
    }

    private static void write(
            JsonGenerator json, Answer answer, RestCall asked, List<Tensor> binary)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("model_name", answer.model());
        json.writeStringField("model_version", answer.version());
        if (!answer.id().isEmpty()) {
            json.writeStringField("id", answer.id());
        }
        json.writeObjectFieldStart("parameters");
        json.writeStringField("device", answer.device());
        json.writeStringField("sha256", answer.sha256());
        json.writeEndObject();
        json.writeArrayFieldStart("outputs");
        for (Tensor output : answer.outputs()) {
            json.writeStartObject();
            json.writeStringField("name", output.name());
            json.writeStringField("datatype", output.datatype().name());
            json.writeFieldName("shape");
            long[] shape = output.shape().dimensions();
            json.writeArray(shape, 0, shape.length);
            if (asked.isBinary(output.name())) {
                json.writeObjectFieldStart("parameters");
                json.writeNumberField("binary_data_size", output.data().remaining());
                json.writeEndObject();
                binary.add(output);
            } else {
                json.writeFieldName("data");
                JsonElements.write(json, output);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
