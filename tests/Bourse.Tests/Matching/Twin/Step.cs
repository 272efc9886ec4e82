using Bourse.Matching;

namespace Bourse.Tests.Matching;

/// <summary>
/// One command of a story or a twin run. A cancellation uses the order's id alone, a replacement its id, price,
/// quantity, prevention and post-only, an auction its price as the reference.
/// </summary>
internal readonly record struct Step(StepKind Kind, NewOrder Order)
{
    public Replacement Replacement => new()
    {
        Id = Order.Id,
        Price = Order.Price,
        Quantity = Order.Quantity,
        SelfTradePrevention = Order.SelfTradePrevention,
        PostOnly = Order.PostOnly,
    };

    public void Apply(IMatcher book)
    {
        switch (Kind)
        {
            case StepKind.Submit:
                book.Submit(Order);
                break;
            case StepKind.Cancel:
                book.Cancel(Order.Id);
                break;
            case StepKind.Replace:
                book.Replace(Replacement);
                break;
            case StepKind.Call:
                book.OpenCall();
                break;
            case StepKind.Uncross:
                book.Sink.Auction(book.Uncross(Order.Price));
                break;
            case StepKind.Indicative:
                book.Sink.Auction(book.Indicative(Order.Price));
                break;
            default:
                book.Reopen();
                break;
        }
    }

    public override string ToString() => StepText.Of(this);
}
