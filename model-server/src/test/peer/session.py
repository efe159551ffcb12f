"""NVIDIA's client, unchanged, with a server: session.py HOST:PORT."""

import sys

import numpy as np
import tritonclient.grpc as overgrpc
import tritonclient.http as overhttp

address = sys.argv[1]
steps = []


def step(run):
    steps.append(run)
    return run


def tensors(module, a, b, **how):
    inputs = [module.InferInput("a", a.shape, "FP32"), module.InferInput("b", b.shape, "FP32")]
    inputs[0].set_data_from_numpy(a, **how)
    inputs[1].set_data_from_numpy(b, **how)
    return inputs


def refused(call, *words):
    try:
        call()
    except Exception as error:
        text = str(error)
        assert all(word in text for word in words), text
        return
    raise AssertionError("not refused")


rows = np.random.default_rng(5).standard_normal((3, 5)).astype(np.float32)
more = np.random.default_rng(6).standard_normal((3, 5)).astype(np.float32)
rest = overhttp.InferenceServerClient(address)
grpc = overgrpc.InferenceServerClient(address)
answers = {}


@step
def rest_health():
    assert rest.is_server_live() and rest.is_server_ready() and rest.is_model_ready("two")
    assert not rest.is_model_ready("gone")


@step
def grpc_health():
    assert grpc.is_server_live() and grpc.is_server_ready() and grpc.is_model_ready("two")


@step
def rest_metadata():
    assert "binary_tensor_data" in rest.get_server_metadata()["extensions"]
    assert rest.get_model_metadata("two")["inputs"][0]["shape"] == [-1, 5]
    assert rest.get_model_config("two")["max_batch_size"] == 8


@step
def grpc_metadata():
    assert grpc.get_server_metadata().name == "millrace-model-server"
    assert list(grpc.get_model_metadata("two").outputs[0].shape) == [-1, 5]


@step
def rest_binary_inference():
    outputs = [overhttp.InferRequestedOutput(name, binary_data=True) for name in ("sum", "product")]
    result = rest.infer("two", tensors(overhttp, rows, more), outputs=outputs, request_id="7")
    answers["rest"] = result.as_numpy("product")
    assert result.get_response()["id"] == "7"
    np.testing.assert_array_equal(result.as_numpy("sum"), rows + more)


@step
def rest_json_inference():
    outputs = [overhttp.InferRequestedOutput("product", binary_data=False)]
    result = rest.infer("two", tensors(overhttp, rows, more, binary_data=False), outputs=outputs)
    np.testing.assert_array_equal(result.as_numpy("product"), answers["rest"])


@step
def rest_compressed_inference():
    result = rest.infer("two", tensors(overhttp, rows, more), request_compression_algorithm="gzip")
    np.testing.assert_array_equal(result.as_numpy("product"), answers["rest"])


@step
def grpc_inference():
    result = grpc.infer("two", tensors(overgrpc, rows, more), request_id="8")
    np.testing.assert_array_equal(result.as_numpy("sum"), rows + more)
    np.testing.assert_array_equal(result.as_numpy("product"), answers["rest"])


@step
def priorities_and_timeouts_are_taken():
    rest.infer("two", tensors(overhttp, rows, more), priority=1, timeout=5000000)
    grpc.infer("two", tensors(overgrpc, rows, more), priority=1, timeout=5000000)


@step
def rest_statistics():
    stats = rest.get_inference_statistics("two")["model_stats"][0]
    assert int(stats["inference_count"]) >= 15, stats


@step
def rest_repository():
    assert rest.get_model_repository_index()[0]["state"] == "READY"
    rest.unload_model("two")
    assert not rest.is_model_ready("two")
    rest.load_model("two")
    assert rest.is_model_ready("two")


@step
def refusals():
    wrong = tensors(overhttp, rows[:, :4].copy(), more)
    refused(lambda: rest.infer("two", wrong), "unexpected shape", "[-1,5]")
    refused(lambda: rest.infer("gone", tensors(overhttp, rows, more)), "unknown model")
    refused(lambda: grpc.infer("gone", tensors(overgrpc, rows, more)), "unknown model")


for run in steps:
    run()
    print("ok", run.__name__, flush=True)
