"""Fine-tunes as job.json says, with TRL's SFTTrainer on the rows in data/.

    accelerate launch train.py                     on every GPU of this machine
    accelerate launch train.py --model DIR         with the model in another place

The rows are token ids and labels already: template and loss mask are as they were when this job was exported.
"""

import argparse
import json
from pathlib import Path

import torch
from datasets import load_dataset
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from transformers import AutoModelForCausalLM, AutoTokenizer, PreTrainedTokenizerFast
from trl import SFTConfig, SFTTrainer

HERE = Path(__file__).resolve().parent
JOB = json.loads((HERE / "job.json").read_text(encoding="utf-8"))


class Trainer(SFTTrainer):
    """SFTTrainer where the exporting program counts otherwise than transformers."""

    def get_decay_parameter_names(self, model):
        """Every parameter decays, norms and biases too."""
        return [name for name, _ in model.named_parameters()]

    def create_scheduler(self, num_training_steps, optimizer=None):
        """Warm-up whose first step learns: k / w in step k, where transformers has (k - 1) / w."""
        scheduler = super().create_scheduler(num_training_steps, optimizer)
        warmup = self.args.get_warmup_steps(num_training_steps)
        if warmup > 0:
            after = scheduler.lr_lambdas[0]
            scheduler.lr_lambdas = [lambda s: (s + 1) / warmup if s < warmup else after(s)] * len(scheduler.lr_lambdas)
            for group, base, factor in zip(scheduler.optimizer.param_groups, scheduler.base_lrs, scheduler.lr_lambdas):
                group["lr"] = base * factor(0)
            scheduler._last_lr = [group["lr"] for group in scheduler.optimizer.param_groups]
        return scheduler


def templates():
    """The chat templates that the rows were rendered with, by name."""
    files = {"default": HERE / "chat_template.jinja"}
    for file in sorted((HERE / "additional_chat_templates").glob("*.jinja")):
        files[file.name.removesuffix(".jinja")] = file
    return {name: file.read_text(encoding="utf-8") for name, file in files.items() if file.exists()}


def tokenizer(source):
    """The model's; where the rows came without one, one that knows padding and end only."""
    if JOB["tokenizer"]:
        found = AutoTokenizer.from_pretrained(source)
        if found.pad_token is None:
            found.pad_token = found.convert_ids_to_tokens(JOB["pad_token_id"])
        rendered = templates()
        if rendered:
            found.chat_template = rendered["default"] if list(rendered) == ["default"] else rendered
        return found
    pad, eos = JOB["pad_token_id"], JOB["eos_token_id"]
    words = {"<pad>": pad, "<eos>": eos} if pad != eos else {"<eos>": eos}
    return PreTrainedTokenizerFast(
        tokenizer_object=Tokenizer(WordLevel(words, unk_token="<eos>")),
        pad_token="<pad>" if pad != eos else "<eos>",
        eos_token="<eos>",
    )


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--model", default=JOB["model"], help="model directory or name on the Hub")
    options.add_argument("--tokenizer", default=None, help="directory of the tokenizer, where it is not the model's")
    options.add_argument("--out", default=str(HERE / "out"), help="where checkpoints and the tuned model go")
    options.add_argument("--max-steps", type=int, default=None, help="stop after so many steps")
    chosen = options.parse_args()

    model = AutoModelForCausalLM.from_pretrained(
        chosen.model,
        dtype=getattr(torch, JOB["dtype"]),
        attn_implementation=JOB["attn_implementation" if torch.cuda.is_available() else "attn_implementation_on_cpu"],
    )
    adapter = None
    if JOB["adapter"]:
        from peft import PeftModel

        model = PeftModel.from_pretrained(model, JOB["adapter"], is_trainable=True)
    elif JOB["lora"]:
        from peft import LoraConfig

        adapter = LoraConfig(**JOB["lora"])

    numbers = dict(JOB["sft"], output_dir=chosen.out)
    if chosen.max_steps is not None:
        numbers["max_steps"] = chosen.max_steps
    if not torch.cuda.is_available():
        numbers.update(use_cpu=True, bf16=False)

    rows = load_dataset("json", data_files={name: str(HERE / file) for name, file in JOB["data"].items()})
    source = chosen.tokenizer or (JOB["tokenizer"] if JOB["tokenizer"] != JOB["model"] else chosen.model)
    trainer = Trainer(
        model=model,
        args=SFTConfig(**numbers),
        train_dataset=rows["train"],
        eval_dataset=rows["eval"] if "eval" in rows else None,
        processing_class=tokenizer(source),
        peft_config=adapter,
    )
    if JOB["loss_normalization"] == "mean_of_means":
        # Each micro-batch by its own tokens, then the mean of them.
        trainer.model_accepts_loss_kwargs = False
    trainer.train()
    trainer.save_model(chosen.out)


if __name__ == "__main__":
    main()
