namespace Bourse.Tests.Matching;

/// <summary>A story went another way.</summary>
internal sealed class StoryException(string message) : Exception(message);
