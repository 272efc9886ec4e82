namespace Bourse.Tests.Exchange;

internal sealed class StoryException(string message) : Exception(message);
