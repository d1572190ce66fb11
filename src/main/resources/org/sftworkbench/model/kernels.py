# The decoder in TorchScript: everything that is computed on tensors, forward and update.
#
# Legend: B rows, T positions, S positions in the cache, C hidden size, H query heads, G key/value heads, D head size,
# V vocabulary, N selected positions. A layer's weights are 11 consecutive entries of w:
#   0 input norm [C]   1 q [H*D, C]   2 k [G*D, C]   3 v [G*D, C]   4 o [C, H*D]   5 q norm [D]   6 k norm [D]
#   7 post-attention norm [C]   8 gate [I, C]   9 up [I, C]   10 down [C, I]
# w itself is: embedding [V, C], the layers, final norm [C], and the output projection [V, C] where it is not tied.
class Kernels(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool

  # Rotary position embedding (Su et al. 2021), in the half-split layout of transformers. x [B, heads, T, D], cos, sin [.., T, D].
  def rotate(self: __torch__.Kernels, x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    half = torch.floordiv(torch.size(x, -1), 2)
    left = torch.slice(x, -1, 0, half)
    right = torch.slice(x, -1, half)
    return torch.add(torch.mul(x, cos), torch.mul(torch.cat([torch.neg(right), left], -1), sin))

  # [B, T, heads*D] -> [B, heads, T, D]
  def heads(self: __torch__.Kernels, x: Tensor, d: int) -> Tensor:
    return torch.transpose(torch.unflatten(x, -1, [-1, d]), 1, 2)

  # Queries [B, H, T, D], keys and values [B, G, T, D] of one layer, from the normed input.
  def project(self: __torch__.Kernels, x: Tensor, cos: Tensor, sin: Tensor, eps: float, w: List[Tensor]) -> List[Tensor]:
    d = torch.size(cos, -1)
    q = (self).heads(torch.linear(x, w[1]), d)
    k = (self).heads(torch.linear(x, w[2]), d)
    v = (self).heads(torch.linear(x, w[3]), d)
    q = (self).rotate(torch.rms_norm(q, [d], w[5], eps), cos, sin)
    k = (self).rotate(torch.rms_norm(k, [d], w[6], eps), cos, sin)
    return [q, k, v]

  # Grouped-query attention: each key/value head serves H/G query heads. q [B, H, T, D]; k, v [B, G, S, D];
  # mask [B, 1, T, S], or causal without one. Returns [B, T, H*D].
  def attend(self: __torch__.Kernels, q: Tensor, k: Tensor, v: Tensor, mask: Optional[Tensor]) -> Tensor:
    groups = torch.floordiv(torch.size(q, 1), torch.size(k, 1))
    if torch.eq(torch.size(q, 2), 1):
      # One position: the query heads of a group stand in for positions, and the cache is not copied.
      q1 = torch.reshape(q, [torch.size(k, 0), torch.size(k, 1), groups, torch.size(q, 3)])
      y = torch.flatten(torch.scaled_dot_product_attention(q1, k, v, mask), 1)
      y = torch.unsqueeze(y, 1)
    else:
      if torch.gt(groups, 1):
        k1 = torch.repeat_interleave(k, groups, 1)
        v1 = torch.repeat_interleave(v, groups, 1)
      else:
        k1 = k
        v1 = v
      y = torch.scaled_dot_product_attention(q, k1, v1, mask, 0., torch.__is__(mask, None))
      y = torch.flatten(torch.transpose(y, 1, 2), 2)
    return y

  # SwiGLU.
  def mlp(self: __torch__.Kernels, x: Tensor, w: List[Tensor]) -> Tensor:
    return torch.linear(torch.mul(torch.silu(torch.linear(x, w[8])), torch.linear(x, w[9])), w[10])

  # Hidden states after the final norm, [B, T, C], for right-padded rows: real tokens never look right, so the causal mask is
  # all that is needed. ids [B, T]; cos, sin [T, D].
  def hidden(self: __torch__.Kernels, ids: Tensor, cos: Tensor, sin: Tensor, eps: float, w: List[Tensor]) -> Tensor:
    x = torch.embedding(w[0], ids)
    c = torch.size(x, -1)
    layers = torch.floordiv(torch.sub(torch.len(w), 2), 11)
    for i in range(layers):
      l = torch.slice(w, torch.add(1, torch.mul(i, 11)), torch.add(12, torch.mul(i, 11)))
      q, k, v = (self).project(torch.rms_norm(x, [c], l[0], eps), cos, sin, eps, l)
      x = torch.add(x, torch.linear((self).attend(q, k, v, None), l[4]))
      x = torch.add(x, (self).mlp(torch.rms_norm(x, [c], l[7], eps), l))
    return torch.rms_norm(x, [c], w[torch.add(1, torch.mul(layers, 11))], eps)

  # The output projection [V, C]: its own, or the embedding where the two are tied.
  def head(self: __torch__.Kernels, w: List[Tensor]) -> Tensor:
    own = torch.eq(torch.remainder(torch.sub(torch.len(w), 2), 11), 1)
    if own:
      y = w[-1]
    else:
      y = w[0]
    return y

  # All logits [B, T, V].
  def logits(self: __torch__.Kernels, ids: Tensor, cos: Tensor, sin: Tensor, eps: Tensor, w: List[Tensor]) -> Tensor:
    return torch.linear((self).hidden(ids, cos, sin, float(eps), w), (self).head(w))

  # Training forward. at [N]: flat positions (b*T + t) that predict a supervised token; targets [N]: that token.
  # Returns: the scaled sum of their NLL (to differentiate), each NLL [N], and the hidden states [B*T, C].
  def loss(self: __torch__.Kernels, ids: Tensor, at: Tensor, targets: Tensor, scale: Tensor, cos: Tensor, sin: Tensor, eps: Tensor, w: List[Tensor]) -> List[Tensor]:
    h = torch.flatten((self).hidden(ids, cos, sin, float(eps), w), 0, 1)
    nll = torch.cross_entropy_loss(torch.linear(torch.index_select(h, 0, at), (self).head(w)), targets, None, 0)
    return [torch.mul(torch.sum(nll), scale), torch.detach(nll), torch.detach(h)]

  # NLL [N] of targets given hidden states [B*T, C], a stretch of positions at a time so that memory does not grow with N*V.
  def nll(self: __torch__.Kernels, h: Tensor, at: Tensor, targets: Tensor, w: List[Tensor]) -> Tensor:
    head = (self).head(w)
    n = torch.size(at, 0)
    out = torch.new_zeros(h, [n])
    step = 512
    for i in range(torch.floordiv(torch.add(n, 511), 512)):
      a = torch.mul(i, step)
      b = torch.add(a, step)
      z = torch.linear(torch.index_select(h, 0, torch.slice(at, 0, a, b)), head)
      _0 = torch.copy_(torch.slice(out, 0, a, b), torch.cross_entropy_loss(z, torch.slice(targets, 0, a, b), None, 0))
    return out

  # Hidden states [B*T, C], for scoring.
  def states(self: __torch__.Kernels, ids: Tensor, cos: Tensor, sin: Tensor, eps: Tensor, w: List[Tensor]) -> Tensor:
    return torch.flatten((self).hidden(ids, cos, sin, float(eps), w), 0, 1)

  # One step of generation: appends the keys and values of ids [B, T] to the cache at `offset` and returns the logits of the
  # last position, [B, V]. cos, sin [B, 1, T, D] (positions differ by row); mask [B, 1, T, S] with S = offset + T;
  # keys, values: per layer [B, G, capacity, D].
  def decode(self: __torch__.Kernels, ids: Tensor, cos: Tensor, sin: Tensor, mask: Tensor, eps: Tensor, keys: List[Tensor], values: List[Tensor], w: List[Tensor]) -> Tensor:
    e = float(eps)
    x = torch.embedding(w[0], ids)
    c = torch.size(x, -1)
    end = torch.size(mask, -1)
    offset = torch.sub(end, torch.size(ids, 1))
    layers = torch.len(keys)
    for i in range(layers):
      l = torch.slice(w, torch.add(1, torch.mul(i, 11)), torch.add(12, torch.mul(i, 11)))
      q, k, v = (self).project(torch.rms_norm(x, [c], l[0], e), cos, sin, e, l)
      _0 = torch.copy_(torch.slice(keys[i], 2, offset, end), k)
      _1 = torch.copy_(torch.slice(values[i], 2, offset, end), v)
      y = (self).attend(q, torch.slice(keys[i], 2, 0, end), torch.slice(values[i], 2, 0, end), mask)
      x = torch.add(x, torch.linear(y, l[4]))
      x = torch.add(x, (self).mlp(torch.rms_norm(x, [c], l[7], e), l))
    x = torch.rms_norm(torch.slice(x, 1, -1), [c], w[torch.add(1, torch.mul(layers, 11))], e)
    return torch.linear(torch.squeeze(x, 1), (self).head(w))

  # The likeliest id of each row, [B].
  def argmax(self: __torch__.Kernels, logits: Tensor) -> Tensor:
    return torch.argmax(logits, -1)

  # Global L2 norm of all gradients, a scalar.
  def grad_norm(self: __torch__.Kernels, grads: List[Tensor]) -> Tensor:
    return torch.linalg_vector_norm(torch.stack(torch._foreach_norm(grads)))

  # One AdamW update (Loshchilov & Hutter 2019) of all parameters in place. numbers: lr, beta1, beta2, eps, weight decay,
  # and the factor the gradients are multiplied by first (clipping). The step counters are incremented before the fused
  # kernel, which divides by 1 - beta^step.
  def adamw(self: __torch__.Kernels, numbers: Tensor, p: List[Tensor], g: List[Tensor], m: List[Tensor], v: List[Tensor], steps: List[Tensor]) -> Tensor:
    torch._foreach_add_(steps, 1)
    factor = float(numbers[5])
    if torch.ne(factor, 1.):
      torch._foreach_mul_(g, factor)
    torch._fused_adamw_(p, g, m, v, [], steps, lr=float(numbers[0]), beta1=float(numbers[1]), beta2=float(numbers[2]), weight_decay=float(numbers[4]), eps=float(numbers[3]), amsgrad=False, maximize=False)
    return numbers

  # Sets gradients to zero in place; their arrays stay the ones autograd adds to.
  def zero(self: __torch__.Kernels, g: List[Tensor]) -> Tensor:
    torch._foreach_zero_(g)
    return g[0]

  # Raw bytes of a file, uint8 [n], as a float32 tensor of their own memory. Types never cross into Java: bf16 aborts there.
  def from_bf16(self: __torch__.Kernels, bytes: Tensor) -> Tensor:
    return torch.to(torch.view_copy(bytes, dtype=15), 6)

  def from_f16(self: __torch__.Kernels, bytes: Tensor) -> Tensor:
    return torch.to(torch.view_copy(bytes, dtype=5), 6)

  def from_f32(self: __torch__.Kernels, bytes: Tensor) -> Tensor:
    return torch.view_copy(bytes, dtype=6)

  # And back: float32 to the raw bytes of a file, uint8 [n].
  def to_bf16(self: __torch__.Kernels, x: Tensor) -> Tensor:
    return torch.view_copy(torch.to(torch.flatten(x), 15), dtype=0)

  def to_f16(self: __torch__.Kernels, x: Tensor) -> Tensor:
    return torch.view_copy(torch.to(torch.flatten(x), 5), dtype=0)

  def to_f32(self: __torch__.Kernels, x: Tensor) -> Tensor:
    return torch.view_copy(torch.flatten(x), dtype=0)
