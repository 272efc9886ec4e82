using Bourse.Exchange;
using Bourse.Market;

namespace Bourse.Engine;

/// <summary>What would become of an order after the command of that sequence, at that time.</summary>
public sealed record PreviewAnswer(OrderPreview Order, long Sequence, long BlotterSequence, Timestamp Time);
